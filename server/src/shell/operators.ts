import type { ShellOperator } from './script.ts';
import type { Span } from '../base/span.ts';

interface Node {
  readonly pos: number;
  readonly end: number;
}

/**
 * The operator between two neighbours of a list, with its span in `text`. unbash stores the kind of `&&` and `||` but no position of an
 * operator, so it is read from the text between the two: the operator comes first, then line breaks and comments.
 */
export function operatorAfter(last: Node | undefined, next: Node, text: string): { readonly operator: ShellOperator; readonly at: Span } {
  if (!last) return { operator: 'first', at: { start: next.pos, end: next.pos } };
  const from = Math.min(last.end, next.pos);
  operatorPattern.lastIndex = from;
  const found = operatorPattern.exec(text);
  const sign = found?.[1];
  if (!sign) return { operator: 'newline', at: { start: next.pos, end: next.pos } };
  const end = operatorPattern.lastIndex;
  return { operator: sign === '\n' ? 'newline' : (sign as ShellOperator), at: { start: end - sign.length, end } };
}

/** The `|` or `|&` between two neighbours of a pipeline. Returns undefined if unbash's error recovery has left none between them. */
export function pipeBefore(last: Node, next: Node, text: string): Span | undefined {
  pipe.lastIndex = Math.min(last.end, next.pos);
  const sign = pipe.exec(text)?.[1];
  return sign ? { start: pipe.lastIndex - sign.length, end: pipe.lastIndex } : undefined;
}

/** Spaces and continued lines, an optional comment, then the operator. */
const operatorPattern = /(?:[ \t]|\\\n)*(?:#[^\n]*)?(&&|\|\||;|&|\n)/y;
const pipe = /(?:[ \t]|\\\n)*(\|&?)/y;
