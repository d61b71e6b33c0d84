// Where a line is continued, and where an instruction ends.
//
// A TextMate rule sees one line at a time, so it cannot check how the line above ended. The solution: the escape character at the end of a
// line begins a region that includes the line break. At the start of the next line, `\G` only matches if the innermost region began with
// an included line break; the `while` of an instruction requires that. So an instruction lasts exactly as long as its lines are continued,
// whatever quote, `$(` or `case` is open inside it. For every other rule this means: it must not include a line break, and no rule with a
// `while` may enclose an instruction (an outer `while` moves `\G`).
import { include, match, region } from './build.mjs';

/** A continued line. A doubled escape character does not continue a line: BuildKit's pattern is `([^\\])\\[ \t]*$|^\\[ \t]*$`. */
export const continuedEnd = String.raw`(?<!\\)\\[ \t]*$`;

export const lineContinuation = 'constant.character.escape.line-continuation.dockerfile';

function continuation(escape) {
  return region(String.raw`${escape}[ \t]*\n`, String.raw`^(?![ \t]*(?:#|$))`, {
    opens: { 1: lineContinuation },
    // Comment lines and blank lines belong to a continuation: they neither continue nor end it.
    patterns: [include('comment')],
  });
}

export const repository = {
  'continuation-backslash': continuation(String.raw`(?<!\\)(\\)`),
  'continuation-backtick': continuation('(?<!`)(`)'),
  'escape-backtick': match('`[^\\n]', 'constant.character.escape.dockerfile'),
  // In a file with `# escape=\`` a backslash is only a path separator.
  'plain-backslash': match(String.raw`\\+`),
};

/** Not continued by a `\` at the end of the line: a comment, and the body of a heredoc. */
const elsewhere = '-meta.heredoc -comment.line.number-sign.dockerfile';

/** Injected wherever an instruction is on the stack, so that the other rules do not need to include them. */
export const injections = {
  [`L:meta.instruction ${elsewhere} -meta.escape.backtick`]: { patterns: [include('continuation-backslash')] },
  [`L:meta.escape.backtick meta.instruction ${elsewhere}`]: {
    patterns: [include('continuation-backtick'), include('escape-backtick'), include('plain-backslash')],
  },
};
