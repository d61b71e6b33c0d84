import type { Feature } from '../feature.ts';
import { codeActions } from './code-actions.ts';
import { commands } from './commands.ts';
import { diagnostics } from './diagnostics.ts';
import { hover } from './hover.ts';

/** All features of the server. */
export const features: readonly Feature[] = [diagnostics, codeActions, hover, commands];
