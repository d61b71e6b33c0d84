import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  // With -L, a redirect may lead anywhere.
  reveals: true,
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words
        .join(' ')
        .replaceAll(/\bcurl -L(?= )/g, 'curl')
        .replaceAll(/\bcurl -L(?=\w)/g, 'curl -')
        .split(' '),
    ),
};
