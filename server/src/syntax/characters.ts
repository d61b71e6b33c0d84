import { isSpace } from '../base/spaces.ts';

/**
 * The characters that separate an instruction's words: BuildKit's `[\t\v\f\r ]`. Line breaks are removed before, and other Unicode spaces
 * do not separate words.
 */
export function isWordBreak(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

/** The first offset from `from` on whose character is not a space; `end` if there is none. */
export function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the last character before `end` that is not a space; `start` if there is none. */
export function trimSpaceEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
