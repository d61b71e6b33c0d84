import type { Span } from '../base/span.ts';
import type { AstReader } from './ast.ts';
import { skipSpace } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { Pair } from './tree.ts';

/** ENV and LABEL, as dockerfile-ast reads them. `plain` takes the continuations out of a stretch of source. */
export function readProperties(ast: AstReader, plain: (at: Span) => string): Pair[] {
  return ast.pairs().map(({ name, value, plainName }) => ({
    start: name.start,
    end: (value ?? name).end,
    name: plainName,
    nameSpan: name,
    value: value && plain(value),
    valueSpan: value,
    legacy: value !== undefined && value.start > name.end && !plain({ start: name.end, end: value.start }).includes('='),
  }));
}

/**
 * ARG: any number of `name` and `name=value`. dockerfile-ast knows one variable per ARG only.
 * Between the logical indices `from` and `to`. https://docs.docker.com/reference/dockerfile/#arg
 */
export function readArguments(line: LogicalLine, from: number, to: number, escape: string): Pair[] {
  return quotedWords(line.text.slice(0, to), from, escape).map(({ start, end }) => {
    const word = line.text.slice(start, end);
    const equals = word.indexOf('=');
    const nameEnd = equals < 0 ? end : start + equals;
    return {
      ...line.span(start, end),
      name: line.text.slice(start, nameEnd).replace(/^(["'])(.*)\1$/, '$2'),
      nameSpan: line.span(start, nameEnd),
      value: equals < 0 ? undefined : word.slice(equals + 1),
      valueSpan: equals < 0 ? undefined : line.span(nameEnd + 1, end),
      legacy: false,
    };
  });
}

/** BuildKit's words of name-value instructions: quotes hold blanks together, the escape character hides the next character. */
export function quotedWords(text: string, from: number, escape: string): Span[] {
  const words: Span[] = [];
  let at = skipSpace(text, from, text.length);
  while (at < text.length) {
    const start = at;
    let quote = '';
    for (; at < text.length; at++) {
      const c = text[at]!;
      if (!quote && skipSpace(text, at, at + 1) > at) break;
      if (c === escape && quote !== "'") at++;
      else if (c === quote) quote = '';
      else if (!quote && (c === '"' || c === "'")) quote = c;
    }
    at = Math.min(at, text.length);
    words.push({ start, end: at });
    at = skipSpace(text, at, text.length);
  }
  return words;
}
