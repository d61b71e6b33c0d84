/**
 * The only import of unbash (pinned; test/unit/shell/unbash.test.ts checks its behaviour). reader.ts and words.ts map its output to our own
 * types, so that a new version or another parser only changes these three files.
 */
import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';

export { forEachChild } from 'unbash';
export type { Assignment, Command, HereDoc, ParsedScript, Pipeline, Redirection, Statement, SyntaxNode, Word } from 'unbash';

/** Parses a masked script. unbash should never throw; if it does, the result is the text of the error. */
export function parseScript(masked: string): ParsedScript | string {
  try {
    return parse(masked);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
