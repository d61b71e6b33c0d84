/**
 * The one door to unbash (pinned; its behaviour is held by test/unit/shell/unbash.test.ts). What comes out is mapped to our own
 * types by reader.ts and words.ts, so that a new version, or another parser, changes these three files alone.
 */
import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';

export { forEachChild } from 'unbash';
export type { Assignment, Command, HereDoc, ParsedScript, Pipeline, Redirection, Statement, SyntaxNode, Word } from 'unbash';

/** Parses a masked script. unbash means never to throw; where it does all the same, the result is the error's text. */
export function parseScript(masked: string): ParsedScript | string {
  try {
    return parse(masked);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
