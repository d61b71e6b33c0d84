import { activation } from './activation.ts';
import { buildContext } from './build-context.ts';
import { completion } from './completion.ts';
import { diagnostics } from './diagnostics.ts';
import { dockerignore } from './dockerignore.ts';
import { fixes } from './fixes.ts';
import { formatting } from './formatting.ts';
import { hovers } from './hovers.ts';
import { inlayHints } from './inlay-hints.ts';
import { multiStage } from './multi-stage.ts';
import { outline } from './outline.ts';
import { rename } from './rename.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { server } from './server.ts';
import { settings } from './settings.ts';
import { signatureHelp } from './signature-help.ts';
import { sizes } from './sizes.ts';
import { structure } from './structure.ts';
import { symbols } from './symbols.ts';

/** The suites for a window with one open folder. */
export function allSuites(): void {
  activation();
  diagnostics();
  fixes();
  hovers();
  sizes();
  buildContext();
  multiStage();
  completion();
  signatureHelp();
  symbols();
  rename();
  formatting();
  outline();
  structure();
  semanticTokens();
  inlayHints();
  dockerignore();
  settings();
  server();
}
