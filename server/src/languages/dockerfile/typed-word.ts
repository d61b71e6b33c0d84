import { quotedWords } from '../../syntax/pairs.ts';

/** The word at the cursor and the words before it. */
export interface TypedWord {
  readonly before: readonly string[];
  /** The text from the start of the word, or from its opening quote, to the cursor. */
  readonly typed: string;
  readonly form: 'plain' | 'json';
}

/** The last word of the arguments, separated by spaces. Empty after a space. */
export function plainWordAt(body: string, escape: string): TypedWord {
  const words = quotedWords(body, 0, escape);
  const last = words.at(-1);
  const isOpen = last !== undefined && last.end === body.length;
  const before = (isOpen ? words.slice(0, -1) : words).map(({ start, end }) => body.slice(start, end));
  return { before, typed: isOpen ? body.slice(last.start).replace(/^["']/, '') : '', form: 'plain' };
}

const closedString = /\s*"((?:[^"\\]|\\.)*)"\s*,?/y;
const openString = /\s*"((?:[^"\\]|\\.)*)$/y;

/** The unclosed string at the end of an incomplete JSON array. Undefined if there is none. */
export function jsonWordAt(body: string): TypedWord | undefined {
  const before: string[] = [];
  let at = 1;
  for (;;) {
    closedString.lastIndex = at;
    const closed = closedString.exec(body);
    if (!closed) break;
    before.push(closed[1]!.replace(/\\(["\\/])/g, '$1'));
    at = closedString.lastIndex;
  }
  openString.lastIndex = at;
  const open = openString.exec(body);
  return open ? { before, typed: open[1]!, form: 'json' } : undefined;
}
