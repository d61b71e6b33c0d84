import { textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) =>
    textOnly(
      meaning.map((it) => ({
        ...it,
        keyword: it.keyword.replace(/\bHEALTHCHECK CMD$/, 'HEALTHCHECK'),
        words: it.keyword === 'FROM' ? it.words.filter((word) => !/^as+$/i.test(word)) : it.words,
      })),
    ),
};
