import { isSpace } from '../base/spaces.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import type { AstReader } from './ast.ts';
import { skipSpace } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { Pair } from './tree.ts';

/** The length of an instruction that dockerfile-ast may parse: it takes long for thousands of pairs. */
const mostForAst = 500;
/** How many words are read in one step. */
const perStep = 100;

/**
 * The pairs of ENV and LABEL, between the logical indices `from` and `to`. dockerfile-ast reads short ones on one line without quotes and
 * escape characters: it does not read the others as BuildKit does.
 *
 * @param ast Undefined if the instruction is continued.
 */
export function* readProperties(
  ast: (() => AstReader) | undefined,
  line: LogicalLine,
  from: number,
  to: number,
  escape: '\\' | '`',
): Work<readonly Pair[]> {
  const text = line.text.slice(from, to);
  if (!ast || text.length > mostForAst || /["']/.test(text) || text.includes(escape))
    return yield* readNamesAndValues(line, from, to, escape);
  const start = line.offsetOf(from);
  const written = (at: Span): string => text.slice(at.start - start, at.end - start);
  return ast()
    .pairs()
    .map(({ name, value, plainName }) => ({
      start: name.start,
      end: (value ?? name).end,
      name: plainName,
      nameSpan: name,
      value: value && written(value),
      valueSpan: value,
      legacy: value !== undefined && value.start > name.end && !written({ start: name.end, end: value.start }).includes('='),
    }));
}

/**
 * As parseNameVal of moby/buildkit, frontend/dockerfile/parser/line_parsers.go: if the first word has no `=`, the name ends at the first
 * space, even in quotes, and the rest is the value.
 */
function* readNamesAndValues(line: LogicalLine, from: number, to: number, escape: '\\' | '`'): Work<readonly Pair[]> {
  const { text } = line;
  const words = quotedWords(text.slice(0, to), from, escape);
  const [first] = words;
  if (!first) return [];
  if (!text.slice(first.start, first.end).includes('=')) return [legacyPair(line, skipSpace(text, from, to), to, escape)];
  const pairs: Pair[] = [];
  for (const [i, word] of words.entries()) {
    if (i % perStep === perStep - 1) yield;
    pairs.push(pairOf(word, line, escape));
  }
  return pairs;
}

/** `ENV name value`. */
function legacyPair(line: LogicalLine, start: number, end: number, escape: '\\' | '`'): Pair {
  const { text } = line;
  let nameEnd = start;
  while (nameEnd < end && !isSpace(text.charCodeAt(nameEnd))) nameEnd++;
  const valueStart = skipSpace(text, nameEnd, end);
  const hasValue = valueStart < end;
  return {
    ...line.span(start, end),
    name: nameOf(text.slice(start, nameEnd), escape),
    nameSpan: line.span(start, nameEnd),
    value: hasValue ? text.slice(valueStart, end) : undefined,
    valueSpan: hasValue ? line.span(valueStart, end) : undefined,
    legacy: hasValue,
  };
}

/**
 * The pairs of ARG: any number of `name` and `name=value`, between the logical indices `from` and `to`. dockerfile-ast only supports one
 * variable per ARG. https://docs.docker.com/reference/dockerfile/#arg
 */
export function readArguments(line: LogicalLine, from: number, to: number, escape: '\\' | '`'): Pair[] {
  return quotedWords(line.text.slice(0, to), from, escape).map((word) => {
    const pair = pairOf(word, line, escape);
    return pair.value === undefined ? { ...pair, name: nameOf(pair.name, escape) } : pair;
  });
}

/** A word that is split at its first `=`, wherever its quotes are. The name of a word without `=` is as written. */
function pairOf({ start, end }: Span, line: LogicalLine, escape: '\\' | '`'): Pair {
  const word = line.text.slice(start, end);
  const equals = word.indexOf('=');
  if (equals < 0) {
    const span = line.span(start, end);
    return { ...span, name: word, nameSpan: span, value: undefined, valueSpan: undefined, legacy: false };
  }
  return {
    ...line.span(start, end),
    name: nameOf(word.slice(0, equals), escape),
    nameSpan: line.span(start, start + equals),
    value: word.slice(equals + 1),
    valueSpan: line.span(start + equals + 1, end),
    legacy: false,
  };
}

const quotedOrEscaped = {
  '\\': { outside: /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, inside: /\\(["$\\])/g },
  '`': { outside: /'([^']*)'|"((?:[^"`]|`.)*)"|`(.)/gs, inside: /`(["$`])/g },
};

/** A name without its quotes and escape characters. A quote that stays open is part of it. */
function nameOf(written: string, escape: '\\' | '`'): string {
  if (!/["']/.test(written) && !written.includes(escape)) return written;
  const { outside, inside } = quotedOrEscaped[escape];
  return written.replace(
    outside,
    (_, single?: string, double?: string, escaped?: string) => single ?? double?.replace(inside, '$1') ?? escaped!,
  );
}

/** The words of name-value instructions as in BuildKit: quotes can contain spaces, and the escape character escapes the next character. One at the end is skipped. */
export function quotedWords(text: string, from: number, escape: string): Span[] {
  const words: Span[] = [];
  let at = skipSpace(text, from, text.length);
  while (at < text.length) {
    const start = at;
    let quote = '';
    let end = text.length;
    for (; at < text.length; at++) {
      const c = text[at]!;
      if (!quote && isSpace(text.charCodeAt(at))) {
        end = at;
        break;
      }
      if (c === escape && quote !== "'") {
        if (at === text.length - 1) end = at;
        at++;
      } else if (c === quote) quote = '';
      else if (!quote && (c === '"' || c === "'")) quote = c;
    }
    if (end > start) words.push({ start, end });
    at = skipSpace(text, at, text.length);
  }
  return words;
}
