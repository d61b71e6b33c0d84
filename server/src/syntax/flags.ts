import { orNone } from '../base/lists.ts';
import { isSpace } from '../base/spaces.ts';
import type { LogicalLine } from './logical.ts';
import type { Flag, FlagField } from './tree.ts';

/** The flags of an instruction, and the index in the logical line at which its body starts. */
export interface FlagList {
  readonly flags: readonly Flag[];
  readonly bodyStart: number;
}

/**
 * Parses the `--flags` from the logical index `from` on, as BuildKit does: quotes are removed and can contain spaces, a backslash escapes
 * the next character, and a single `--` ends the flags. dockerfile-ast ends a quoted value at its first space.
 */
export function readFlags(line: LogicalLine, from: number): FlagList {
  const { text } = line;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (!text.startsWith('--', at)) return { flags: orNone(flags), bodyStart: at };
    const word = readWord(text, at);
    if (word.end - at === 2) return { flags: orNone(flags), bodyStart: skipBlanks(text, word.end) };
    flags.push(flag(line, at, word));
    at = word.end;
  }
}

/** A word without its quotes; `at[i]` is the logical index of the i-th character of `value`. */
interface PlainWord {
  readonly end: number;
  readonly value: string;
  readonly at: readonly number[];
}

function readWord(text: string, start: number): PlainWord {
  let quote = '';
  let value = '';
  const at: number[] = [];
  let i = start;
  for (; i < text.length; i++) {
    const c = text[i]!;
    if (!quote && isSpace(text.charCodeAt(i))) break;
    if (c === quote) quote = '';
    else if (!quote && (c === '"' || c === "'")) quote = c;
    else {
      if (c === '\\') {
        if (i + 1 === text.length) continue;
        i++;
      }
      value += text[i]!;
      at.push(i);
    }
  }
  return { end: i, value, at };
}

function flag(line: LogicalLine, start: number, word: PlainWord): Flag {
  const equals = word.value.indexOf('=');
  const name = word.value.slice(2, equals < 0 ? undefined : equals);
  const nameEnd = equals < 0 ? word.end : word.at[equals]!;
  const value = equals < 0 ? undefined : word.value.slice(equals + 1);
  return {
    ...line.span(start, word.end),
    name,
    nameSpan: line.span(start + 2, nameEnd),
    value,
    valueSpan: equals < 0 ? undefined : line.span(word.at[equals]! + 1, word.end),
    fields: name === 'mount' && value !== undefined ? fields(line, word, equals + 1) : [],
  };
}

/** The comma-separated `key=value` fields of a --mount. */
function fields(line: LogicalLine, word: PlainWord, from: number): FlagField[] {
  const found: FlagField[] = [];
  let at = from;
  for (const text of word.value.slice(from).split(',')) {
    const index = (i: number): number => word.at[i] ?? word.end;
    const equals = text.indexOf('=');
    const start = index(at);
    const end = text === '' ? start : word.at[at + text.length - 1]! + 1;
    if (text !== '') {
      found.push({
        ...line.span(start, end),
        key: equals < 0 ? text : text.slice(0, equals),
        keySpan: line.span(start, equals < 0 ? end : index(at + equals)),
        value: equals < 0 ? undefined : text.slice(equals + 1),
        valueSpan: equals < 0 ? undefined : line.span(index(at + equals) + 1, end),
      });
    }
    at += text.length + 1;
  }
  return found;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}
