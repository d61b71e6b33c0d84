import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words
        .join('\0')
        .replaceAll(/\0--no-cache(?=\0|$)/g, '')
        .replaceAll(/\0&&\0(?:npm\0cache\0clean\0--force|yarn\0cache\0clean|rm\0-rf(?:\0[^\0]*\/cache)+)(?=\0|$)/g, '')
        .split('\0'),
    ),
};
