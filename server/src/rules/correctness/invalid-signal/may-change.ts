import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => meaning.map((it) => (it.keyword.endsWith('STOPSIGNAL') ? { ...it, form: 'words', words: [] } : it)),
};
