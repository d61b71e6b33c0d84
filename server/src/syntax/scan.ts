import { addToList } from '../base/lists.ts';
import { lazy } from '../base/memoize.ts';
import { patternOf } from '../base/pattern-text.ts';
import type { Span } from '../base/span.ts';
import { skipSpace, trimSpaceEnd } from './characters.ts';
import { readDirective } from './directives.ts';
import { findHeredocs } from './heredocs.ts';
import { readFlags } from './flags.ts';
import { readJsonForm } from './json-form.ts';
import { isKeyword, startsProgram, takesHeredoc } from './keywords.ts';
import { LogicalLine } from './logical.ts';
import type { Comment, Directive, Heredoc, SyntaxProblem } from './tree.ts';

/** The text range of one instruction before it is parsed. Offsets are relative to `start`. */
export interface RawChunk {
  /** Offset of the keyword in the document. */
  readonly start: number;
  /** After the last character of the last continued line, or of the last heredoc terminator. */
  readonly end: number;
  /** The spans that form the logical line. */
  readonly parts: readonly Span[];
  /** The end of the instruction's own lines, before its heredoc bodies. */
  readonly ownEnd: number;
  readonly continuations: readonly Span[];
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
}

export interface Scan {
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly chunks: readonly RawChunk[];
  readonly problems: readonly SyntaxProblem[];
}

const numberSign = 35;
const lineFeed = 10;
const carriageReturn = 13;
const tab = 9;
const bom = 0xfeff;
/** BuildKit rejects longer physical lines; in bytes. */
const maxLineBytes = 65_535;

/** How many characters of a line that is too long its problem shows. */
const shownOfLongLine = 40;

/** A physical line: the end of its text and the start of the next line. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * Splits a Dockerfile into directives, comments and instructions in one pass, as BuildKit's parser does. Any text is accepted; what
 * BuildKit rejects becomes a problem, and the scan continues.
 */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}

class Scanner {
  private readonly text: string;
  private escape: '\\' | '`' = '\\';
  private readonly directives: Directive[] = [];
  private readonly comments: Comment[] = [];
  private readonly chunks: RawChunk[] = [];
  private readonly problems: SyntaxProblem[] = [];

  constructor(text: string) {
    this.text = text;
  }

  run(): Scan {
    let at = this.text.charCodeAt(0) === bom ? 1 : 0;
    at = this.readDirectives(at);
    while (at < this.text.length) {
      const line = this.lineAt(at);
      const first = skipSpace(this.text, line.start, line.end);
      if (first === line.end) at = line.next;
      else if (this.text.charCodeAt(first) === numberSign) {
        this.comments.push(this.comment(first, line.end, 0, false));
        at = line.next;
      } else at = this.readInstruction(first, line);
    }
    const { escape, directives, comments, chunks, problems } = this;
    return { escape, directives, comments, chunks, problems };
  }

  private lineAt(start: number): Line {
    const feed = this.text.indexOf('\n', start);
    const next = feed < 0 ? this.text.length : feed + 1;
    let end = feed < 0 ? this.text.length : feed;
    while (end > start && (this.text.charCodeAt(end - 1) === carriageReturn || this.text.charCodeAt(end - 1) === lineFeed)) end--;
    if (end - start > maxLineBytes / 3 && utf8Length(this.text, start, end) > maxLineBytes) {
      this.problems.push({
        start,
        end: start + shownOfLongLine,
        code: 'line-too-long',
        variant: 'long',
        data: { limit: maxLineBytes },
      });
    }
    return { start, end, next };
  }

  /** Directives come first in the file: the first line that is not a directive ends them. */
  private readDirectives(from: number): number {
    let at = from;
    while (at < this.text.length) {
      const line = this.lineAt(at);
      const directive = readDirective(this.text, skipSpace(this.text, line.start, line.end), line.end);
      if (!directive) break;
      if (this.directives.some((other) => other.name === directive.name)) {
        this.problems.push({
          start: directive.start,
          end: directive.end,
          code: 'duplicate-directive',
          variant: 'duplicate',
          data: { name: directive.name },
        });
      } else if (directive.name === 'escape') this.setEscape(directive);
      this.directives.push(directive);
      at = line.next;
    }
    return at;
  }

  private setEscape(directive: Directive): void {
    if (directive.value === '`' || directive.value === '\\') this.escape = directive.value;
    else {
      this.problems.push({
        ...directive.valueSpan,
        code: 'invalid-escape-directive',
        variant: 'value',
        data: { value: directive.value },
      });
    }
  }

  private comment(hash: number, end: number, base: number, continued: boolean): Comment {
    return { start: hash - base, end: end - base, text: this.text.slice(hash + 1, end).trim(), continued };
  }

  /** Offset of the escape character that continues the line, or -1. A doubled escape character does not continue it. */
  private continuationIn(start: number, end: number): number {
    let at = end;
    while (at > start && (this.text[at - 1] === ' ' || this.text[at - 1] === '\t')) at--;
    if (at === start || this.text[at - 1] !== this.escape) return -1;
    return at - 2 >= start && this.text[at - 2] === this.escape ? -1 : at - 1;
  }

  /** Reads the instruction that starts at `start` on the line `first`. Returns the offset of the next line. */
  private readInstruction(start: number, first: Line): number {
    const parts: Span[] = [];
    const continuations: Span[] = [];
    const comments: Comment[] = [];
    let line = first;
    let from = start;
    let continuationStart = -1;
    let ownEnd = start;
    for (;;) {
      const escapeAt = this.continuationIn(from, line.end);
      if (continuationStart >= 0) continuations.push({ start: continuationStart - start, end: from - start });
      parts.push({ start: from - start, end: (escapeAt < 0 ? line.end : escapeAt) - start });
      ownEnd = line.end;
      continuationStart = escapeAt;
      if (escapeAt < 0) break;
      const found = this.nextContinued(line.next, start, comments);
      if (!found) {
        ownEnd = this.endOfContinuation(line, comments, start);
        continuations.push({ start: escapeAt - start, end: ownEnd - start });
        line = { start: ownEnd, end: ownEnd, next: this.text.length };
        break;
      }
      line = found;
      from = found.start;
    }
    const source = this.text.slice(start, ownEnd);
    const { heredocs, next, end } = source.includes('<')
      ? this.readHeredocs(new LogicalLine(source, parts), start, ownEnd, line.next)
      : { heredocs: [], next: line.next, end: ownEnd };
    this.chunks.push({ start, end, parts, ownEnd: ownEnd - start, continuations, comments, heredocs });
    return next;
  }

  /** The next line that continues an instruction, after comment lines and empty lines. Returns undefined at the end of the file. */
  private nextContinued(from: number, base: number, comments: Comment[]): Line | undefined {
    let at = from;
    while (at < this.text.length) {
      const line = this.lineAt(at);
      const first = skipSpace(this.text, line.start, line.end);
      if (first < line.end && this.text.charCodeAt(first) !== numberSign) return line;
      if (first < line.end) comments.push(this.comment(first, line.end, base, true));
      at = line.next;
    }
    return undefined;
  }

  /** The end of an instruction whose last line is continued at the end of the file. */
  private endOfContinuation(line: Line, comments: readonly Comment[], base: number): number {
    const last = comments.at(-1);
    return Math.max(line.end, last ? last.end + base : 0);
  }

  private readHeredocs(line: LogicalLine, start: number, ownEnd: number, from: number): { heredocs: Heredoc[]; next: number; end: number } {
    const heredocs: Heredoc[] = [];
    let next = from;
    let end = ownEnd;
    const place = line.text.includes('<<') ? placeOfHeredocs(line.text) : undefined;
    if (!place) return { heredocs, next, end };
    for (const found of findHeredocs(line.text)) {
      const marker = line.span(found.start, found.end);
      const bodyStart = next;
      const close = this.findTerminator(found.name, found.stripTabs, next);
      const isAccepted = place === 'accepted' && !found.spaced;
      if (!isAccepted && !(close && this.isBodyOf(found.name, next, close.start))) continue;
      if (close) {
        end = close.end;
        next = close.next;
      } else {
        next = this.recoveryPoint(bodyStart);
        end = trimSpaceEnd(this.text, Math.min(bodyStart, next), next);
        this.problems.push({
          start: marker.start + start,
          end: marker.end + start,
          code: 'unterminated-heredoc',
          variant: this.hasTerminatorWithSpaces(found.name, bodyStart, next) ? 'spaces' : 'missing',
          data: { name: found.name },
        });
      }
      heredocs.push({
        marker,
        name: found.name,
        fd: found.fd,
        expand: found.expand,
        stripTabs: found.stripTabs,
        spaced: found.spaced,
        misplaced: place === 'meant',
        body: { start: bodyStart - start, end: (close ? close.start : Math.max(bodyStart, end)) - start },
        terminator: close && { start: close.nameStart - start, end: close.end - start },
      });
      end = Math.max(end, ownEnd);
    }
    return { heredocs, next, end };
  }

  /**
   * The line that closes a heredoc: the first one from `from` on that contains only the delimiter, after any tabs for `<<-`. Looked up, and
   * not searched for, because a file may have thousands of heredocs that are not closed.
   *
   * @param from The start of a line.
   */
  private findTerminator(name: string, stripTabs: boolean, from: number): (Line & { nameStart: number }) | undefined {
    const lines = (stripTabs ? this.linesWithoutTabs() : this.linesByText()).get(name) ?? [];
    const start = lines[firstFrom(lines, from)];
    if (start === undefined) return undefined;
    const nameStart = stripTabs ? skipTabs(this.text, start) : start;
    const feed = this.text.indexOf('\n', nameStart);
    return { start, end: nameStart + name.length, next: feed < 0 ? this.text.length : feed + 1, nameStart };
  }

  private readonly linesByText = lazy(() => linesByText(this.text, (start) => start));
  private readonly linesWithoutTabs = lazy(() => linesByText(this.text, (start) => skipTabs(this.text, start)));

  /** Whether the line that closes `<< NAME` belongs to it, and not to another heredoc with the same name in between. */
  private isBodyOf(name: string, from: number, to: number): boolean {
    const inner = new RegExp(`<<-?[ \\t]*(["']?)${patternOf(name)}\\1(?=\\s|$)`);
    return !inner.test(this.text.slice(from, to));
  }

  /** Whether a line up to `to` would close the heredoc without the spaces around its delimiter. */
  private hasTerminatorWithSpaces(name: string, from: number, to: number): boolean {
    if (from >= to) return false;
    return this.text
      .slice(from, to)
      .split('\n')
      .some((line) => line.trim() === name);
  }

  /**
   * Where the scan continues after an unclosed heredoc: at the next line that starts with a keyword in upper case. BuildKit rejects the
   * whole file, but an editor has to support the rest of it while the user types.
   */
  private recoveryPoint(from: number): number {
    let at = from;
    while (at < this.text.length) {
      const feed = this.text.indexOf('\n', at);
      const next = feed < 0 ? this.text.length : feed + 1;
      const word = /^[A-Z]+(?=[ \t])/.exec(this.text.slice(at, Math.min(next, at + 16)))?.[0];
      if (word && isKeyword(word)) return at;
      at = next;
    }
    return this.text.length;
  }
}

/**
 * Whether the instruction takes heredocs, by its keyword or by that of the instruction in ONBUILD: `accepted`. `meant`: it contains a shell
 * command, but BuildKit reads the lines below as instructions. The exec form has no heredocs.
 */
function placeOfHeredocs(line: string): 'accepted' | 'meant' | undefined {
  const [, keyword = '', rest = ''] = /^\s*(\S*)\s*([^]*)$/.exec(line) ?? [];
  const upper = keyword.toUpperCase();
  if (upper === 'ONBUILD') return placeOfHeredocs(rest);
  const place = takesHeredoc.has(upper) ? 'accepted' : startsProgram.has(upper) ? 'meant' : undefined;
  return place && !isExecForm(rest) ? place : undefined;
}

function isExecForm(rest: string): boolean {
  if (!rest.includes('[')) return false;
  const line = new LogicalLine(rest, [{ start: 0, end: rest.length }]);
  return readJsonForm(line, readFlags(line, 0).bodyStart) !== undefined;
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  return bytes;
}

/** The starts of all lines by their text from `begin` on. BuildKit's trimNewline removes every `\r` before the line feed. */
function linesByText(text: string, begin: (start: number) => number): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const from = begin(start);
    let end = feed < 0 ? text.length : feed;
    while (end > from && text.charCodeAt(end - 1) === carriageReturn) end--;
    addToList(lines, text.slice(from, end), start);
    start = feed < 0 ? text.length : feed + 1;
  }
  return lines;
}

function skipTabs(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === tab) at++;
  return at;
}

/** The index of the first of the sorted numbers that is at least `least`. */
function firstFrom(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < least) low = mid + 1;
    else high = mid;
  }
  return low;
}
