// Heredocs of RUN, COPY and ADD.
//
// The stack from the outside in, all of it started on the line of the marker:
//   heredoc  begin/end    to the terminator, which it colors. The region of the instruction's own lines cannot enclose it, because that
//                         region ends with those lines (line-ends.mjs).
//   lines    begin/while  every line except the terminator. Whatever an embedded grammar leaves open ends with it.
//   reader   begin/end    includes the rest of the marker's line, and determines the language of the lines below.
//   body     begin/end    those lines, from the first one.
// Of several heredocs on one line, the body of the first comes first, so the regions of a later one enclose those of an earlier one.
import { include, includes, lines, match, never, region } from './build.mjs';
import { languages } from './languages.mjs';
import { continuedEnd, lineContinuation } from './line-ends.mjs';

/** Maximum number of heredocs on one line. */
const most = 3;
const numbers = Array.from({ length: most }, (_, index) => index + 1);

/** Text in which every quote is closed: BuildKit does not see a heredoc on a line with an open quote. */
const closed = String.raw`(?:[^"'\\\n]|\\.|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')`;
/** What comes before a marker, which is a word of its own. */
const before = String.raw`${closed}*?(?<![^ \t])`;
/** A delimiter: `EOF`, `"EOF"`, `'EOF'`, `\EOF`, `E"O"F`. */
const delimiter = String.raw`(?=[^ \t\n<])\\?[^\s"'<\\]*(?:"[^"<\n]*"|'[^'<\n]*')?[^\s"'<\\]*(?=[ \t]|$)`;
const marker = String.raw`\d*<<-?${delimiter}`;
const restClosed = String.raw`(?=${closed}*+$|.*${continuedEnd})`;

/**
 * The marker with its delimiter in five groups: the four parts of the name, and before them its first character, which only matches if
 * there is no dash. So `(?=\1)\t*` allows tabs before the terminator exactly if there is a dash.
 */
const captured =
  String.raw`\d*<<(?>-|(?=\\?["']?([^\s"'<\\])))(?=[^ \t\n<])` +
  String.raw`\\?([^\s"'<\\]*)(?:"([^"<\n]*)"|'([^'<\n]*)')?([^\s"'<\\]*)(?=[ \t]|$)`;
const terminator = String.raw`(?=\1)\t*\2\3\4\5$`;

/** The current line is not a comment and contains a heredoc. */
export const heredocAhead = String.raw`(?![ \t]*#)${before}${marker}${restClosed}`;

/** The heredocs of RUN (`run`), COPY and ADD (`copy`); they come before the rules of their own lines: `line-run`, `line-copy`. */
export function heredocs(kind) {
  return numbers.map((nth) => include(ruleName(kind, nth))).reverse();
}

const ruleName = (kind, nth, inner) => `heredoc-${kind}-${nth}${inner ? '-inner' : ''}`;

/** The markers before the `nth`. */
const skipped = (nth) => (nth > 1 ? String.raw`(?>(?:${before}${marker}){${nth - 1}})` : '');

/** The `nth` heredoc of its line, with those before it inside. An inner one never begins at the start of a line, where its body's lines do. */
function heredoc(kind, nth, inner) {
  const begin = String.raw`\G${inner ? '(?!^)' : ''}[ \t]*(?!#)(?=${skipped(nth)}${before}${captured}${restClosed})`;
  return region(begin, `^${terminator}`, {
    name: 'meta.heredoc.dockerfile',
    closes: { 0: 'keyword.control.heredoc-token.dockerfile' },
    patterns: [lines(begin, `^(?!${terminator})`, includes(`heredoc-${kind}-${nth}-readers`))],
  });
}

/** Languages of the body; the first one whose pattern matches the line applies. */
function readers(kind, nth) {
  const line = { name: 'meta.heredoc.line.dockerfile', patterns: includes(`line-${kind}`) };
  const [rest, opens, next] =
    nth > 1 ? ['', {}, ruleName(kind, nth - 1, 'inner')] : [`(.*?)(?=${continuedEnd}|$)`, { 1: line }, `heredoc-${kind}-tail`];
  const reader = (signs, body) =>
    region(String.raw`\G(?=${toMarker(nth)}(?:${signs.join('|')}))${rest}`, never, { opens, patterns: includes(next, body) });
  return [
    ...languages.map(({ id, ...of }) => reader(signsOf[kind](of), `heredoc-body-${id}`)),
    ...(kind === 'run' ? [reader([onlyFlagsAndMarker], 'heredoc-body-shellscript')] : []),
    reader([String.raw`[^<\n]*<<[^ \t\n]*["'\\]`], 'heredoc-body-literal'),
    reader([''], 'heredoc-body-text'),
  ];
}

/** Skips the markers before the `nth`. It is known that there is a heredoc, so a short check is enough. */
const toMarker = (nth) => (nth > 1 ? String.raw`(?>(?:[^<\n]*<<[^ \t\n]+){${nth - 1}})` : '');

/** `RUN <<EOF`: the body is the script. */
const onlyFlagsAndMarker = String.raw`(?:--[^ \t\n]+[ \t]+)*${marker}[ \t]*(?:$|\\)`;

const signsOf = {
  /** The file that it is written to (`cat <<EOF >x.json`, `tee x.json <<EOF`), or the program that reads it (`python3 <<EOF`, `<<EOF cat | python3`). */
  run({ files, programs }) {
    const file = String.raw`(?:>|(?<![\w./-])tee[ \t](?:-a[ \t])?)[ \t]*["']?[^\s"'<>|;&]*(?:${files})["']?(?=[ \t;&|<]|$)`;
    const program = String.raw`(?:/usr/bin/env[ \t]+)?(?:/[\w./-]*/)?(?:${programs})(?=[ \t]|$)`;
    const afterMarker = programs ? String.raw`|(?:[ \t]+|[^<;&\n]*\|[ \t]*)${program}` : '';
    const inFront = programs ? String.raw`|(?<![\w./-])${program}[^|;&<>\n]*` : '';
    return [String.raw`[^<\n]*(?:${file}[^<;&\n]*${inFront})<<`, String.raw`[^<\n]*<<[^ \t\n]+(?:[^<;&\n]*${file}${afterMarker})`];
  },
  /** The resulting file: the destination, or the delimiter if the destination is a folder. */
  copy({ files }) {
    return [String.raw`[^\n]*(?:${files})["']?[ \t]*$`, String.raw`[^<\n]*<<-?["']?[^\s"'<]*(?:${files})["']?[ \t][^\n]*/["']?[ \t]*$`];
  },
};

/** The lines that continue the marker's line. Matched one by one, because in a body `\G` no longer depends on how the line above ended. */
function tail(kind) {
  const own = { name: 'meta.heredoc.line.dockerfile', patterns: includes(`line-${kind}`) };
  return region(String.raw`\G(?!^)(\\)[ \t]*$`, String.raw`^(?![ \t]*(?:#|$))(?!.*${continuedEnd})(.*)$`, {
    opens: { 1: lineContinuation },
    closes: { 1: own },
    patterns: [include('comment'), match(String.raw`^(.*)(?<!\\)(\\)[ \t]*$`, { 1: own, 2: lineContinuation })],
  });
}

function rules(kind) {
  return Object.fromEntries([
    ...numbers.map((nth) => [ruleName(kind, nth), heredoc(kind, nth)]),
    ...numbers.slice(0, -1).map((nth) => [ruleName(kind, nth, 'inner'), heredoc(kind, nth, 'inner')]),
    ...numbers.map((nth) => [`heredoc-${kind}-${nth}-readers`, { patterns: readers(kind, nth) }]),
    [`heredoc-${kind}-tail`, tail(kind)],
  ]);
}

/** From the line after the marker's. A first line that names a program (shebang) takes precedence. */
function body(scope, patterns) {
  return region('^', never, { content: `meta.heredoc.body.dockerfile ${scope}`, patterns: [include('heredoc-shebang'), ...patterns] });
}

/** @param {{ id: string, scope: string, programs?: string }} language */
function shebang({ id, scope, programs }) {
  return region(String.raw`^(#!).*(?<![\w-])(?:${programs})(?=[ \t]|$).*$`, never, {
    content: `meta.embedded.block.${id}`,
    opens: { 0: 'comment.line.number-sign.shebang.dockerfile', 1: 'punctuation.definition.comment.dockerfile' },
    patterns: [include(scope)],
  });
}

const text = 'string.unquoted.heredoc.dockerfile';

export const repository = {
  ...rules('run'),
  ...rules('copy'),
  ...Object.fromEntries(languages.map(({ id, scope }) => [`heredoc-body-${id}`, body(`meta.embedded.block.${id}`, [include(scope)])])),
  'heredoc-body-literal': body(text, []),
  'heredoc-body-text': body(text, includes('escape', 'variable')),
  'heredoc-shebang': { patterns: languages.filter(({ programs }) => programs).map(shebang) },
  'heredoc-marker': match(String.raw`(?<![^ \t])(\d*<<-?)(${delimiter})`, {
    1: 'keyword.operator.heredoc.dockerfile',
    2: 'keyword.control.heredoc-token.dockerfile',
  }),
};

/** Markers, wherever the rules of the instruction would match a redirection or a path. */
export const injections = { 'L:meta.heredoc.line': { patterns: [include('heredoc-marker')] } };
