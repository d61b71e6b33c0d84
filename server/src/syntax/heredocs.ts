import { isSpace } from '../base/spaces.ts';

/** A heredoc marker in a logical line. Offsets are relative to the line. */
export interface HeredocMarker {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly stripTabs: boolean;
  /** Whether there are spaces between the `<<` and the delimiter: a shell accepts them, BuildKit only since 0.22 and only in RUN. */
  readonly spaced: boolean;
}

const marker = /^(\d*)<<(-?)([^<]*)$/;
const delimiter = /^(?:"[\w.-]+"|'[\w.-]+'|\\?[A-Za-z_][\w.-]*)$/;

/**
 * Finds the heredocs of a logical line as BuildKit does: words of the form `<<NAME`, `<<-NAME`, `3<<"NAME"`.
 * A line with an unclosed quote has none (facts: buildkit-parsing). Also returns what an author meant as one, as in a shell: `<< NAME`.
 * BuildKit reads its lines as instructions (parseHeredoc of moby/buildkit, frontend/dockerfile/parser/parser.go).
 */
export function findHeredocs(line: string): HeredocMarker[] {
  const found: HeredocMarker[] = [];
  const words = shellWords(line) ?? [];
  words.forEach(({ start, end }, i) => {
    const match = marker.exec(line.slice(start, end));
    if (!match) return;
    const next = words[i + 1];
    const spaced = match[3] === '';
    if (spaced && !(next && delimiter.test(line.slice(next.start, next.end)))) return;
    const written = spaced ? line.slice(next!.start, next!.end) : match[3]!;
    const name = unquote(written);
    const options = { fd: Number(match[1] || 0), expand: name === written, stripTabs: match[2] === '-' };
    found.push({ start, end: spaced ? next!.end : end, name, ...options, spaced });
  });
  return found;
}

/** Splits a line at spaces, except in quotes, in `${...}` and after a backslash. Returns undefined if a quote or brace is not closed. */
function shellWords(line: string): { start: number; end: number }[] | undefined {
  const words: { start: number; end: number }[] = [];
  let start = -1;
  for (let at = 0; at <= line.length; at++) {
    if (at === line.length || isSpace(line.charCodeAt(at))) {
      if (start >= 0) words.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    const c = line[at];
    if (c === '\\') at = Math.min(at + 1, line.length - 1);
    else if (c === "'" || c === '"') {
      at = closingQuote(line, at);
      if (at < 0) return undefined;
    } else if (c === '$' && line[at + 1] === '{') {
      const close = line.indexOf('}', at);
      if (close < 0) return undefined;
      at = close;
    }
  }
  return words;
}

/** The offset of the quote that closes the one at `open`, or -1. In double quotes a backslash escapes the next character. */
function closingQuote(line: string, open: number): number {
  const quote = line[open];
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === quote) return at;
    if (quote === '"' && line[at] === '\\') at++;
  }
  return -1;
}

/** A delimiter without quotes and escapes, as BuildKit compares it. */
function unquote(word: string): string {
  return word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
    double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$])/g, '$1'),
  );
}
