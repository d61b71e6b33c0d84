import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: (meaning) => meaning.map((it) => (it.keyword === 'USER' ? { ...it, words: [] } : it)) };
