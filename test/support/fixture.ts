import { LineIndex } from '../../server/src/base/lines.ts';
import type { Finding } from '../../server/src/linter/rule.ts';
import type { Span } from '../../server/src/base/span.ts';
import { expandLength } from './expand-length.ts';

/** One case of a fixture file; server/src/rules/README.md describes the format. */
export interface FixtureCase {
  readonly title: string;
  /** The Dockerfile without markers. */
  readonly text: string;
  readonly expected: readonly Marker[];
  readonly context: string | undefined;
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly fixes: readonly ExpectedFix[];
  /** `--- no fix`: no finding of the case offers a fix. */
  readonly noFix: boolean;
  /** `--- check: 5 7`: the case is the ordinary one of these checks of docs/checks.md. */
  readonly checks: readonly number[];
}

export interface ExpectedFix {
  readonly level: 'safe' | 'suggestion';
  readonly title: string;
  readonly text: string;
}

/** The expected findings, and the values of their messages that the case gives. */
export interface Marker extends Span {
  readonly id: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Reads a fixture file. Throws with the title of the case on an unknown section or marker. */
export function readFixture(file: string): readonly FixtureCase[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => readCase(part));
}

function readCase(part: string): FixtureCase {
  const [body = '', ...sections] = part.split(/^--- /m);
  const [title = '', ...lines] = body.split('\n');
  const context = sections.find((section) => header(section) === 'context');
  const options = sections.find((section) => header(section) === 'options');
  const crlf = sections.some((section) => header(section) === 'crlf');
  const fixes = sections.flatMap((section) => readFix(section, crlf));
  const named = new Set(['context', 'options', 'crlf', 'no fix']);
  const checks = sections.flatMap((section) => readChecks(header(section)));
  const unknownSection = sections.find(
    (section) => !named.has(header(section)) && !readFix(section, crlf).length && !readChecks(header(section)).length,
  );
  if (unknownSection !== undefined) throw new Error(`${title}: unknown section: ${header(unknownSection)}`);
  return {
    title,
    ...readMarked(asFile(lines), crlf),
    context: context && content(context),
    options: options && JSON.parse(content(options)),
    fixes,
    noFix: sections.some((section) => header(section) === 'no fix'),
    checks,
  };
}

function readFix(section: string, crlf: boolean): readonly ExpectedFix[] {
  const [, level, title] = /^(safe|suggestion): (.*)$/.exec(header(section)) ?? [];
  return level && title ? [{ level: level as ExpectedFix['level'], title, text: lineEnds(content(section), crlf) }] : [];
}

/** The numbers in `check: 5 7`. */
function readChecks(head: string): readonly number[] {
  return (/^check: (\d+(?: \d+)*)$/.exec(head)?.[1] ?? '').split(' ').filter(Boolean).map(Number);
}

const header = (section: string): string => section.split('\n')[0]!.trim();
const content = (section: string): string => asFile(section.split('\n').slice(1)).join('\n');
const lineEnds = (text: string, crlf: boolean): string => (crlf ? text.replaceAll('\n', '\r\n') : text);

/** The lines without blank ones at the end, ended by one line break. */
function asFile(lines: readonly string[]): string[] {
  return [...lines.join('\n').trimEnd().split('\n'), ''];
}

const markerLine = /^([ \t]*)(~+>?|\^)[ \t]*(?:(\S+)[ \t]*(.*))?$/;

function readMarked(lines: readonly string[], crlf: boolean): Pick<FixtureCase, 'text' | 'expected'> {
  const source: string[] = [];
  const expected: Marker[] = [];
  const lineBreak = crlf ? '\r\n' : '\n';
  let lineStart = 0;
  let opened: number | undefined;
  for (const line of lines) {
    const [, indent, sign, id, data] = markerLine.exec(line) ?? [];
    if (indent === undefined || sign === undefined) {
      if (source.length) lineStart += source.at(-1)!.length + lineBreak.length;
      source.push(expandLength(line));
      continue;
    }
    const start = opened ?? lineStart + indent.length;
    if (sign.endsWith('>')) {
      opened = start;
      continue;
    }
    expected.push({ start, end: lineStart + indent.length + (sign === '^' ? 0 : sign.length), id: id ?? '', data: readData(data ?? '') });
    opened = undefined;
  }
  // `<end of file>`: the file ends there, without a line break.
  return { text: source.join(lineBreak).replace(/<end of file>\r?\n$/, ''), expected };
}

function readData(text: string): Readonly<Record<string, string>> {
  const pairs = text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g);
  return Object.fromEntries([...pairs].map(([, name, quoted, plain]) => [name!, quoted ?? plain ?? '']));
}

/** The findings as markers. Of the values of a message, only those are kept that the expectation at the same place gives. */
export function markersOf(
  findings: readonly Finding[],
  messages: Readonly<Record<string, string>>,
  expected: readonly Marker[],
): readonly Marker[] {
  const ids = new Map(Object.entries(messages).map(([id, template]) => [template, id]));
  return findings.map(({ span, message }) => {
    const id = ids.get(message.text) ?? message.text;
    const same = expected.find((marker) => marker.start === span.start && marker.end === span.end && marker.id === id);
    const data = Object.keys(same?.data ?? {}).map((name): [string, string] => [name, String(message.args?.[name])]);
    return { start: span.start, end: span.end, id, data: Object.fromEntries(data) };
  });
}

/** The text with its markers below, as in a fixture file: a format in which differences are easy to read. */
export function drawMarkers(text: string, markers: readonly Marker[]): string {
  const index = new LineIndex(text);
  const under = new Map<number, string[]>();
  for (const marker of [...markers].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))) {
    const first = index.lineAt(marker.start);
    const last = index.lineAt(marker.end);
    const label = [marker.id, ...Object.entries(marker.data).map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');
    const draw = (line: number, from: number, to: number, tail: string): void => {
      under.set(line, [...(under.get(line) ?? []), `${' '.repeat(from)}${'~'.repeat(to - from) || '^'}${tail}`]);
    };
    const column = (offset: number): number => index.positionAt(offset).character;
    if (first === last) draw(first, column(marker.start), column(marker.end), ` ${label}`);
    else {
      draw(first, column(marker.start), index.lineEnd(first) - index.lineStart(first), '>');
      draw(last, 0, column(marker.end), ` ${label}`);
    }
  }
  return text
    .split(/\r?\n/)
    .flatMap((line, i) => [line, ...(under.get(i) ?? [])])
    .join('\n');
}
