import { activation } from './activation.ts';
import { diagnostics } from './diagnostics.ts';
import { fixes } from './fixes.ts';
import { hovers } from './hovers.ts';
import { multiStage } from './multi-stage.ts';
import { server } from './server.ts';
import { settings } from './settings.ts';
import { sizes } from './sizes.ts';

/** All that is tested in a window with one folder open. */
export function everything(): void {
  activation();
  diagnostics();
  fixes();
  hovers();
  sizes();
  multiStage();
  settings();
  server();
}
