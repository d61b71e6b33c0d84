import { textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

// With another escape character, other lines are continued.
export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => [
    {
      keyword: '',
      flags: [],
      form: 'words',
      words: [textOnly(meaning).flatMap(({ words }) => words).join('').toLowerCase()], // prettier-ignore
      heredocs: meaning.flatMap(({ heredocs }) => heredocs),
    },
  ],
};
