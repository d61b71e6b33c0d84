import { activation } from './activation.ts';
import { completion } from './completion.ts';
import { diagnostics } from './diagnostics.ts';
import { dockerignore } from './dockerignore.ts';
import { fixes } from './fixes.ts';
import { formatting } from './formatting.ts';
import { hovers } from './hovers.ts';
import { multiStage } from './multi-stage.ts';
import { outline } from './outline.ts';
import { rename } from './rename.ts';
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
  completion();
  rename();
  formatting();
  outline();
  dockerignore();
  settings();
  server();
}
