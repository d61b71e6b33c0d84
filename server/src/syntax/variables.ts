import type { Span } from '../base/span.ts';
import type { VariableReference } from './tree.ts';

/** Whether quotes are special: in the words of an instruction they are, in the body of a heredoc they are plain characters. */
export type Quotes = 'quotes' | 'plain';

const modifier = /:[-+?]|##|#|%%|%|\/\/|\/|[-+?]/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/** A part of the text to read: all of it, or the word of a variable, which has quotes of its own. */
interface Part {
  at: number;
  readonly end: number;
  inDouble: boolean;
}

/**
 * The variables that BuildKit expands in `text`: not in single quotes and not after an escape character, but also inside the default of
 * another variable. Offsets are relative to `text`. Unclosed quotes are plain characters.
 */
export function readVariables(text: string, escape: string, quotes: Quotes = 'quotes'): VariableReference[] {
  if (!text.includes('$')) return [];
  const found: VariableReference[] = [];
  const braces = new Braces(text, escape);
  // Not recursive: defaults can be nested thousands of times.
  const open: Part[] = [{ at: 0, end: text.length, inDouble: false }];
  for (let part = open.at(-1); part; part = open.at(-1)) {
    if (part.at >= part.end) {
      open.pop();
      continue;
    }
    const c = text[part.at]!;
    if (c === '$') {
      const variable = readOne(text, part.at, part.end, braces);
      // `$$` is a parameter of its own, which is always empty: the name after it is text (processName of BuildKit's shell/lex.go).
      part.at = variable?.end ?? part.at + (text[part.at + 1] === '$' ? 2 : 1);
      if (variable) found.push(variable);
      if (variable?.word) open.push({ at: variable.word.start, end: variable.word.end, inDouble: false });
      continue;
    }
    if (c === escape) part.at++;
    else if (c === '"' && quotes === 'quotes') part.inDouble = !part.inDouble;
    else if (c === "'" && quotes === 'quotes' && !part.inDouble) {
      const close = text.indexOf("'", part.at + 1);
      if (close > 0 && close < part.end) part.at = close;
    }
    part.at++;
  }
  return found;
}

/** The variable that starts with the `$` at `start`; undefined if there is none. `end`: of the part that contains it. */
function readOne(text: string, start: number, end: number, braces: Braces): VariableReference | undefined {
  const braced = text[start + 1] === '{';
  const nameStart = start + (braced ? 2 : 1);
  name.lastIndex = nameStart;
  const word = name.exec(text)?.[0];
  if (!word) return undefined;
  const nameSpan: Span = { start: nameStart, end: nameStart + word.length };
  if (!braced) return { start, end: nameSpan.end, name: word, nameSpan, braced, modifier: '', word: undefined };
  const close = braces.closing(start, end);
  modifier.lastIndex = nameSpan.end;
  const operator = modifier.exec(text)?.[0] ?? '';
  const wordSpan = operator ? { start: nameSpan.end + operator.length, end: close } : undefined;
  return { start, end: Math.min(close + 1, end), name: word, nameSpan, braced, modifier: operator, word: wordSpan };
}

/** Finds closing braces. Each search remembers the pairs that it passes, so that nested variables do not read the text again. */
class Braces {
  private readonly text: string;
  private readonly escape: string;
  private readonly known = new Map<number, number>();

  constructor(text: string, escape: string) {
    this.text = text;
    this.escape = escape;
  }

  /** The offset of the brace that closes the `${` at `start`, or `end` if there is none before. Skips the braces of inner variables. */
  closing(start: number, end: number): number {
    const known = this.known.get(start);
    return known === undefined ? this.search(start, end) : Math.min(known, end);
  }

  private search(start: number, end: number): number {
    const { text } = this;
    const open = [start];
    for (let at = start + 2; at < end && open.length > 0; at++) {
      const c = text[at];
      if (c === this.escape) at++;
      else if (c === '$' && text[at + 1] === '{') open.push(at);
      else if (c === '}') this.known.set(open.pop()!, at);
    }
    for (const unclosed of open) this.known.set(unclosed, text.length);
    return Math.min(this.known.get(start)!, end);
  }
}
