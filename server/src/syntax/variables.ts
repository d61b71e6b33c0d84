import type { Span } from '../base/span.ts';
import { moveVariable } from './move.ts';
import type { VariableReference } from './tree.ts';

/** Whether quotes are special: in the words of an instruction they are, in the body of a heredoc they are plain characters. */
export type Quotes = 'quotes' | 'plain';

const modifier = /:[-+?]|##|#|%%|%|\/\/|\/|[-+?]/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * The variables that BuildKit expands in `text`: not in single quotes and not after an escape character, but also inside the default of
 * another variable. Offsets are relative to `text`. Unclosed quotes are plain characters.
 */
export function readVariables(text: string, escape: string, quotes: Quotes = 'quotes'): VariableReference[] {
  if (!text.includes('$')) return [];
  const found: VariableReference[] = [];
  let inDouble = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === escape) at++;
    else if (c === '"' && quotes === 'quotes') inDouble = !inDouble;
    else if (c === "'" && quotes === 'quotes' && !inDouble) {
      const close = text.indexOf("'", at + 1);
      if (close > 0) at = close;
    } else if (c === '$') at = readOne(text, at, escape, quotes, found) - 1;
  }
  return found;
}

/** Parses the variable after the `$` at `start`. Returns the offset at which to continue. */
function readOne(text: string, start: number, escape: string, quotes: Quotes, found: VariableReference[]): number {
  const braced = text[start + 1] === '{';
  const nameStart = start + (braced ? 2 : 1);
  name.lastIndex = nameStart;
  const word = name.exec(text)?.[0];
  if (!word) return start + 1;
  const nameSpan: Span = { start: nameStart, end: nameStart + word.length };
  if (!braced) {
    found.push({ start, end: nameSpan.end, name: word, nameSpan, braced, modifier: '', word: undefined });
    return nameSpan.end;
  }
  const close = closingBrace(text, nameSpan.end, escape);
  modifier.lastIndex = nameSpan.end;
  const operator = modifier.exec(text)?.[0] ?? '';
  const wordSpan = operator ? { start: nameSpan.end + operator.length, end: close } : undefined;
  found.push({ start, end: Math.min(close + 1, text.length), name: word, nameSpan, braced, modifier: operator, word: wordSpan });
  if (wordSpan) {
    for (const inner of readVariables(text.slice(wordSpan.start, wordSpan.end), escape, quotes)) {
      found.push(moveVariable(inner, wordSpan.start));
    }
  }
  return close + 1;
}

/** The offset of the brace that closes a `${`, or of the end of the text. Skips the braces of inner variables. */
function closingBrace(text: string, from: number, escape: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === escape) at++;
    else if (c === '$' && text[at + 1] === '{') depth++;
    else if (c === '}' && --depth === 0) return at;
  }
  return text.length;
}
