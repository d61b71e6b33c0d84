import type { Span } from '../../../base/span.ts';

/**
 * The quoted parts of a shell word including the quotes, as offsets in the word, without `$(...)` and backticks in double quotes, which
 * contain commands. Linear.
 */
export function quotedSpans(word: string): readonly Span[] {
  const found: Span[] = [];
  let at = 0;
  while (at < word.length) {
    const c = word[at];
    if (c === '\\') at += 2;
    else if (c === "'") {
      const close = word.indexOf("'", at + 1);
      const end = close < 0 ? word.length : close + 1;
      found.push({ start: at, end });
      at = end;
    } else if (c === '"') at = doubleQuoted(word, at, found);
    else at = endOfSubstitution(word, at) ?? at + 1;
  }
  return found;
}

/** Reads a double-quoted string from its quote at `start`, and returns the offset after the closing quote. */
function doubleQuoted(word: string, start: number, found: Span[]): number {
  let from = start;
  let at = start + 1;
  while (at < word.length) {
    const c = word[at];
    if (c === '"') {
      found.push({ start: from, end: at + 1 });
      return at + 1;
    }
    const end = c === '\\' ? undefined : endOfSubstitution(word, at);
    if (end === undefined) at += c === '\\' ? 2 : 1;
    else {
      if (from < at) found.push({ start: from, end: at });
      from = at = end;
    }
  }
  if (from < word.length) found.push({ start: from, end: word.length });
  return word.length;
}

/** The end of `$(...)` or backticks that start at `start`. Undefined if there are none. Quoted closing characters are ignored. */
function endOfSubstitution(word: string, start: number): number | undefined {
  if (word[start] === '`') {
    const close = /(?:[^\\`]|\\[^])*`/y;
    close.lastIndex = start + 1;
    return close.test(word) ? close.lastIndex : word.length;
  }
  if (word[start] !== '$' || word[start + 1] !== '(') return undefined;
  const open = ['('];
  let at = start + 2;
  for (; at < word.length && open.length > 0; at++) {
    const c = word[at]!;
    const inside = open.at(-1);
    if (c === '\\' && inside !== "'") at++;
    else if (inside === "'") {
      if (c === "'") open.pop();
    } else if (c === '"' && inside === '"') open.pop();
    else if (c === '"' || (c === "'" && inside !== '"')) open.push(c);
    else if (c === '(' && (inside === '(' || word[at - 1] === '$')) open.push(c);
    else if (c === ')' && inside === '(') open.pop();
  }
  return at;
}
