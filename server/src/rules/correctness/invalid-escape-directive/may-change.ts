import { wholeText } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

// With another escape character, other lines are continued.
export const mayChange: MayChange = { reveals: true, normalize: wholeText };
