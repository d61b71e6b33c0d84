import { isWordBreak } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { Word } from './tree.ts';

/**
 * The blank-separated words of a logical line between two indices, as parseStringsWhitespaceDelimited of moby/buildkit,
 * frontend/dockerfile/parser/line_parsers.go, cuts them: neither a quote nor the escape character keeps a blank in a word.
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
