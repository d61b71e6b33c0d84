import { parse, TomlError } from 'smol-toml';
import { isNestedTooDeep } from './data.ts';
import type { JsonObject, Read } from './json.ts';

/** A file with more errors than this is not TOML. */
const maxErrors = 20;

/**
 * Reads a TOML file. Total: a line with an error is left out, and the rest is read without it (`complete: false`). Dates and integers
 * beyond 2^53 are of no interest to the readers of project files.
 */
export function readToml(text: string): Read<JsonObject> {
  if (isNestedTooDeep(text)) return { value: undefined, complete: false };
  let lines: string[] | undefined;
  for (let errors = 0; errors <= maxErrors; errors++) {
    try {
      const value = parse(lines?.join('\n') ?? text.replace(/^\uFEFF/, ''), { integersAsBigInt: false }) as unknown as JsonObject;
      return { value, complete: errors === 0 };
    } catch (error) {
      lines ??= text.replace(/^\uFEFF/, '').split('\n');
      if (!(error instanceof TomlError) || !leaveOut(lines, error.line - 1)) break;
    }
  }
  return { value: undefined, complete: false };
}

/** Empties the line with the error, or, where the parser stops behind what it could not read, the last line before it that has a text. */
function leaveOut(lines: string[], at: number): boolean {
  for (let line = Math.min(at, lines.length - 1); line >= 0; line--) {
    if (lines[line]!.trim() === '') continue;
    lines[line] = '';
    return true;
  }
  return false;
}
