// Where a line goes on, and where an instruction ends.
//
// A TextMate rule sees one line at a time, so it cannot look back at how the line above ended. The way out: the escape character at a
// line's end begins a region that takes the line break in. At the start of the next line `\G` matches only where the innermost region
// began with a line break taken in, which is what the `while` of an instruction asks for. So an instruction lasts exactly as long as
// its lines are continued, whatever quote, `$(` or `case` is open inside it. Two things follow for every other rule: it may not take in
// a line break, and no rule with a `while` may stand around an instruction (an outer `while` moves `\G`).
import { include, match, region } from './build.mjs';

/** A line that goes on. A doubled escape character continues nothing: BuildKit asks for `([^\\])\\[ \t]*$|^\\[ \t]*$`. */
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
  // In a file with `# escape=\`` a backslash is a separator of paths, nothing else.
  'plain-backslash': match(String.raw`\\+`),
};

/** Not continued by a `\` at the line's end: a comment line, and a heredoc's body. */
const elsewhere = '-meta.heredoc -comment.line.number-sign.dockerfile';

/** Injected wherever an instruction is on the stack, so that no rule has to remember them. */
export const injections = {
  [`L:meta.instruction ${elsewhere} -meta.escape.backtick`]: { patterns: [include('continuation-backslash')] },
  [`L:meta.escape.backtick meta.instruction ${elsewhere}`]: {
    patterns: [include('continuation-backtick'), include('escape-backtick'), include('plain-backslash')],
  },
};
