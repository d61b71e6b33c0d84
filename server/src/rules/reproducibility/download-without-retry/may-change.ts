import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words
        .join('\0')
        .replaceAll(/\0--retry\x003(?=\0|$)| --retry 3\b/g, '')
        .split('\0'),
    ),
};
