import { onlyNeighbor } from '../../../base/similar.ts';
import { textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';
import { keywords } from '../../../syntax/keywords.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) =>
    textOnly(
      meaning.map((it) => ({
        ...it,
        keyword: it.keyword
          .replace(/^(?:ONBUILD )+/, 'ONBUILD ')
          .replace(/(?<=^ONBUILD )\S+/, (word) => onlyNeighbor(word, keywords) ?? word),
      })),
    ),
};
