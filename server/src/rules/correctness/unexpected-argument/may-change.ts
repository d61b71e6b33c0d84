import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { reveals: true, words: ({ span }) => span };
