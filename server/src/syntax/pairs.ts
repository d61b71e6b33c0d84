import { appendAll } from '../base/lists.ts';
import { isSpace } from '../base/spaces.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import type { AstReader } from './ast.ts';
import { skipSpace } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { Pair } from './tree.ts';

/** How many words dockerfile-ast parses in one step. */
const perStep = 100;

/**
 * The pairs of ENV and LABEL, parsed by dockerfile-ast: those of a long instruction in parts of so many words. After a word such as `\\`, its spans end before
 * they start: then they are read as those of ARG.
 *
 * @param parse Parses a part of the instruction: its keyword is put before it, unless it is the whole instruction (undefined).
 * @param plain Returns the text of a span without line continuations.
 * @param words The words after the keyword, read as those of ARG.
 */
export function* readProperties(
  parse: (part: Span | undefined) => AstReader,
  plain: (at: Span) => string,
  words: readonly Pair[],
): Work<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const part of partsOf(words)) {
    appendAll(pairs, propertiesIn(parse(part), plain));
    yield;
  }
  const areInOrder = pairs.every(({ start, end }, i) => (pairs[i - 1]?.end ?? 0) <= start && start < end);
  return areInOrder ? pairs : words;
}

/** The parts of the instruction; undefined is the whole. The legacy form is one pair with any number of words. */
function partsOf(words: readonly Pair[]): readonly (Span | undefined)[] {
  if (words.length <= perStep || words[0]!.value === undefined) return [undefined];
  const parts: Span[] = [];
  for (let from = 0; from < words.length; from += perStep) {
    const last = words[Math.min(from + perStep, words.length) - 1]!;
    parts.push({ start: words[from]!.start, end: last.end });
  }
  return parts;
}

function propertiesIn(ast: AstReader, plain: (at: Span) => string): readonly Pair[] {
  return ast.pairs().map(({ name, value, plainName }): Pair => {
    const quoted = value ? undefined : splitQuoted(name, plain(name));
    if (quoted) return quoted;
    return {
      start: name.start,
      end: (value ?? name).end,
      name: plainName,
      nameSpan: name,
      value: value && plain(value),
      valueSpan: value,
      legacy: value !== undefined && value.start > name.end && !plain({ start: name.end, end: value.start }).includes('='),
    };
  });
}

/** `"A=b"`: BuildKit splits the word at its first `=`, wherever the quotes are (parseNameVal of parser/line_parsers.go). */
function splitQuoted({ start, end }: Span, text: string): Pair | undefined {
  const equals = text.indexOf('=');
  if (!/^["']/.test(text) || equals < 0 || text.length !== end - start) return undefined;
  return {
    start,
    end,
    name: text.slice(0, equals),
    nameSpan: { start, end: start + equals },
    value: text.slice(equals + 1),
    valueSpan: { start: start + equals + 1, end },
    legacy: false,
  };
}

/**
 * The pairs of ARG: any number of `name` and `name=value`, between the logical indices `from` and `to`. dockerfile-ast only supports one
 * variable per ARG. https://docs.docker.com/reference/dockerfile/#arg
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

/** The words of name-value instructions as in BuildKit: quotes can contain spaces, and the escape character escapes the next character. */
export function quotedWords(text: string, from: number, escape: string): Span[] {
  const words: Span[] = [];
  let at = skipSpace(text, from, text.length);
  while (at < text.length) {
    const start = at;
    let quote = '';
    for (; at < text.length; at++) {
      const c = text[at]!;
      if (!quote && isSpace(text.charCodeAt(at))) break;
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
