import type { Feature } from '../feature.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { commands } from './commands.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { engine } from './engine.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { layers } from './layers.ts';
import { links } from './links.ts';
import { multiStage } from './multi-stage.ts';
import { outline } from './outline.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { rulePages } from './rule-pages.ts';
import { savings } from './savings.ts';
import { selectionRange } from './selection-range.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { total } from './total.ts';

/** The features that answer requests. Those that only send notifications are loaded earlier: see ../server.ts. */
export const features: readonly Feature[] = [
  codeActions,
  hover,
  completion,
  codeLens,
  layers,
  savings,
  total,
  engine,
  multiStage,
  commands,
  definition,
  references,
  rename,
  rulePages,
  semanticTokens,
  outline,
  folding,
  selectionRange,
  links,
  signatureHelp,
  formatting,
  inlayHints,
];
