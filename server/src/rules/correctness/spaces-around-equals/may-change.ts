import { textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

// With its right value, the variable may repeat another ENV.
export const mayChange: MayChange = { reveals: true, normalize: textOnly };
