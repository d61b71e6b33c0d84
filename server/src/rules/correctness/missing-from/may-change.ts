import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => [...meaning.filter(({ keyword }) => keyword === 'FROM'), ...meaning.filter(({ keyword }) => keyword !== 'FROM')],
};
