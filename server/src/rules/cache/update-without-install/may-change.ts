import { runsAsOne } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: runsAsOne };
