import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => mapRunWords(meaning, (words) => words.join('\n').replaceAll('precompile\n-j\n1', 'precompile').split('\n')),
};
