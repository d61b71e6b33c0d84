import { parse, TomlError } from 'smol-toml';
import { isNestedTooDeep } from './data.ts';
import type { JsonObject, Read } from './json.ts';

/** The error limit: a file with more errors is not TOML. */
const maxErrors = 20;

/**
 * Parses a TOML file. Never fails: lines with an error are skipped (`complete: false`). The precision of dates and of integers beyond 2^53
 * does not matter for project files.
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
      if (!(error instanceof TomlError) || !clearErrorLine(lines, error.line - 1)) break;
    }
  }
  return { value: undefined, complete: false };
}

/** Clears the line with the error or, if the parser stops later than the error, the last line before it that is not empty. */
function clearErrorLine(lines: string[], at: number): boolean {
  for (let line = Math.min(at, lines.length - 1); line >= 0; line--) {
    if (lines[line]!.trim() === '') continue;
    lines[line] = '';
    return true;
  }
  return false;
}
