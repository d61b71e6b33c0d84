import { mapFlags } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => mapFlags(meaning, (flags) => flags.filter((flag) => !/^ch(?:own|mod)\b/.test(flag))),
};
