/** Go's unicode.IsSpace, which BuildKit uses to trim and split. Unlike JavaScript's \s, it excludes U+FEFF and includes U+0085. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x85) return false;
  return (
    code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
  ); // prettier-ignore
}

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
