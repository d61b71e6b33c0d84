import type { ShellOperator } from './script.ts';
import type { Span } from '../text/span.ts';

interface Node {
  readonly pos: number;
  readonly end: number;
}

/**
 * What joins two neighbours of a list, and where it stands in `text`. unbash keeps the kind of `&&` and `||` but no place of any
 * operator, so it is read off the text between the two: the operator comes first there, line breaks and comments follow.
 */
export function operatorAfter(last: Node | undefined, next: Node, text: string): { readonly operator: ShellOperator; readonly at: Span } {
  if (!last) return { operator: 'first', at: { start: next.pos, end: next.pos } };
  const from = Math.min(last.end, next.pos);
  OPERATOR.lastIndex = from;
  const found = OPERATOR.exec(text);
  const sign = found?.[1];
  if (!sign) return { operator: 'newline', at: { start: next.pos, end: next.pos } };
  const end = OPERATOR.lastIndex;
  return { operator: sign === '\n' ? 'newline' : (sign as ShellOperator), at: { start: end - sign.length, end } };
}

/** The `|` or `|&` between two neighbours of a pipeline; undefined where unbash's recovery leaves none between them. */
export function pipeBefore(last: Node, next: Node, text: string): Span | undefined {
  PIPE.lastIndex = Math.min(last.end, next.pos);
  const sign = PIPE.exec(text)?.[1];
  return sign ? { start: PIPE.lastIndex - sign.length, end: PIPE.lastIndex } : undefined;
}

/** Blanks and continued lines, perhaps a comment, then the operator. */
const OPERATOR = /(?:[ \t]|\\\n)*(?:#[^\n]*)?(&&|\|\||;|&|\n)/y;
const PIPE = /(?:[ \t]|\\\n)*(\|&?)/y;
