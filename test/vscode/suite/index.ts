import { activation } from './activation.ts';
import { diagnostics } from './diagnostics.ts';

/** All that is tested in a window with one folder open. */
export function everything(): void {
  activation();
  diagnostics();
}
