import { isWordBreak } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { Word } from './tree.ts';

/**
 * The words of a logical line between two indices. Like parseStringsWhitespaceDelimited of moby/buildkit,
 * frontend/dockerfile/parser/line_parsers.go, it splits at every space, even in quotes or after the escape character.
 */
export function readWords(line: LogicalLine, from: number, to: number): Word[] {
  const { text } = line;
  const words: Word[] = [];
  for (let at = from; at < to;) {
    while (at < to && isWordBreak(text.charCodeAt(at))) at++;
    const start = at;
    while (at < to && !isWordBreak(text.charCodeAt(at))) at++;
    if (at > start) words.push({ ...line.span(start, at), text: text.slice(start, at) });
  }
  return words;
}
