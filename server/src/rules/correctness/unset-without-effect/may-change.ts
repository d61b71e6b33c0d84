import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words[0] === 'unset'
        ? []
        : words
            .join(' ')
            .replace(/ && unset(?: -v)?(?: \w+)+$/, '')
            .split(' '),
    ).filter(({ keyword, words }) => keyword !== 'RUN' || words.length > 0),
};
