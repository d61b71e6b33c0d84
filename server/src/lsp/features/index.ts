import type { Feature } from '../feature.ts';
import { diagnostics } from './diagnostics.ts';

/** All features of the server. */
export const features: readonly Feature[] = [diagnostics];
