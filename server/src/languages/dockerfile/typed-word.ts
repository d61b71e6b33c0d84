import { quotedWords } from '../../syntax/pairs.ts';

/** The word at the cursor and those before it. */
export interface TypedWord {
  readonly before: readonly string[];
  /** From behind the word's opening quote, if it has one, to the cursor. */
  readonly typed: string;
  readonly form: 'plain' | 'json';
}

/** The blank-separated word at the end of an instruction's body; an empty one behind a blank. */
export function plainWordAt(body: string, escape: string): TypedWord {
  const words = quotedWords(body, 0, escape);
  const last = words.at(-1);
  const isOpen = last !== undefined && last.end === body.length;
  const before = (isOpen ? words.slice(0, -1) : words).map(({ start, end }) => body.slice(start, end));
  return { before, typed: isOpen ? body.slice(last.start).replace(/^["']/, '') : '', form: 'plain' };
}

const closedString = /\s*"((?:[^"\\]|\\.)*)"\s*,?/y;
const openString = /\s*"((?:[^"\\]|\\.)*)$/y;

/** The string that is open at the end of a JSON array which is being written; undefined where none is. */
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
