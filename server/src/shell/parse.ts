import type { Dialect, ShellScript } from './script.ts';
import type { Instruction } from '../syntax/tree.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import { shift } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { blankOut } from './mask.ts';
import { noContents, readScript } from './reader.ts';
import type { ScriptContents } from './reader.ts';
import { moveScript, shiftScript } from './shift.ts';
import { sourceOf } from './source.ts';
import type { ShellInput, ShellSource } from './source.ts';
import { plainText } from './plain-text.ts';
import { plainWords } from './plain-words.ts';

export type { ShellInput } from './source.ts';

/** Longer bodies are not parsed, in characters. They are generated, and findings in them are not worth the time. */
export const maxBodyLength = 64 * 1024;
/** Deeper nested substitutions are not parsed, because unbash parses each one again for each level around it. */
export const maxSubstitutionDepth = 64;
/** Scripts with more heredocs are not parsed, because unbash searches all previous heredocs of a line for each one. */
export const maxHeredocs = 256;

const nothing: ScriptContents = { ...noContents(), pieces: [] };

/**
 * Parses the shell text of an instruction. Never fails and takes linear time: what cannot be parsed is opaque or has errors. Offsets are
 * those of `input.text`.
 */
export function parseShell(input: ShellInput): ShellScript {
  const source = sourceOf(input);
  const { start, end } = source;
  const dialect = source.dialect ?? 'none';
  if (dialect === 'powershell' || dialect === 'cmd') {
    return { start, end, dialect, opaque: true, ...nothing, ...plainWords(input.text, source, dialect), ...plainText(source, dialect) };
  }
  if (dialect === 'none' || exceedsLimits(source.masked)) {
    return { start, end, dialect, opaque: true, ...nothing, words: [] };
  }
  return { start, end, dialect, opaque: false, words: [], ...read(source, input) };
}

/**
 * If a comment in the instruction's own lines is continued, BuildKit joins the lines before the shell parses them, so the comment includes
 * the following lines (`RUN a # b \` and `&& c` never runs c). They are replaced with spaces, and the script is parsed again.
 */
function read(source: ShellSource, { text, continuations }: ShellInput): ScriptContents {
  const reading = readScript(source.masked, text, source.start, continuations);
  const comment = reading.comments.find(({ end }) => end < source.linesEnd && source.masked[end - source.start - 1] === '\\');
  if (!comment) return reading;
  const masked = blankOut(source.masked, comment.start - source.start, source.linesEnd - source.start);
  const again = readScript(masked, text, source.start, continuations);
  const commentText = text.slice(comment.start + 1, source.linesEnd).trim();
  const whole = { start: comment.start, end: source.linesEnd, text: commentText };
  return { ...again, comments: [...again.comments, whole].sort((a, b) => a.start - b.start) };
}

function exceedsLimits(masked: string): boolean {
  return (
    masked.length > maxBodyLength || nesting(masked) > maxSubstitutionDepth || masked.split('<<', maxHeredocs + 2).length > maxHeredocs + 1
  );
}

/** The nesting depth of `$(`, `${` and process substitutions, ignoring quotes. */
function nesting(text: string): number {
  const open: boolean[] = [];
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/[$<>]?[({]|[)}]/g)) {
    if (token === ')' || token === '}') {
      if (open.pop()) depth--;
    } else {
      open.push(token.length === 2);
      if (token.length === 2) deepest = Math.max(deepest, ++depth);
    }
  }
  return deepest;
}

/** The number of offsets for which the shifted scripts of one text are kept. Offsets from before earlier edits are not needed. */
const maxOffsets = 16;

/** The scripts of a chunk of text, by dialect and by the offset of the instruction. */
const scriptsOf = memoizeWeak((_chunk: object) =>
  memoize((dialect: Dialect, instruction: Instruction) => {
    // Commands are read at the first offset, so that a file that is read once shifts nothing that was read.
    const first = instruction.start;
    lastDialectOf(instruction.chunk).dialect = dialect;
    const script = moveScript(relativeScript(instruction, dialect), first);
    return memoize((start: number) => shiftScript(script, start - first), maxOffsets);
  }),
);

/** The dialect in which a chunk of text was parsed last; it rarely has another. */
const lastDialectOf = memoizeWeak((_chunk: object): { dialect: Dialect | undefined } => ({ dialect: undefined }));

/** What `prepareScript` has read and `scriptOf` will move to its place. Only one at a time, because few scripts are long. */
let prepared: { readonly chunk: object; readonly dialect: Dialect; readonly script: ShellScript } | undefined;

function relativeScript(instruction: Instruction, dialect: Dialect): ShellScript {
  const script = prepared?.chunk === instruction.chunk && prepared.dialect === dialect ? prepared.script : undefined;
  prepared = undefined;
  return script ?? parseShell(relativeInput(instruction, dialect));
}

/** Computes the script of a long instruction in steps, so that `scriptOf` has it. */
export function* prepareScript(instruction: Instruction, dialect: Dialect): Work<void> {
  if (!hasScript(instruction) || lastDialectOf(instruction.chunk).dialect === dialect) return;
  prepared = { chunk: instruction.chunk, dialect, script: parseShell(relativeInput(instruction, dialect)) };
  yield;
  scriptOf(instruction, dialect);
  yield;
}

/**
 * The parsed shell text of an instruction in shell form. Returns undefined if it has none (another keyword, exec form, no body). Parsed
 * once per chunk and dialect: while the text and the offset of the instruction do not change, the result is the same object.
 */
export function scriptOf(instruction: Instruction, dialect: Dialect): ShellScript | undefined {
  return hasScript(instruction) ? scriptsOf(instruction.chunk)(dialect, instruction)(instruction.start) : undefined;
}

function hasScript({ keyword, body, json }: Instruction): boolean {
  return shellForm.has(keyword) && !json && body.start < body.end;
}

const shellForm: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

function relativeInput({ start, source, body, continuations, heredocs }: Instruction, dialect: Dialect): ShellInput {
  const back = <S extends Span>(at: S): Span => shift(at, -start);
  return {
    text: source,
    body: back(body),
    continuations: continuations.map(back),
    heredocs: heredocs.map((heredoc) => ({
      ...heredoc,
      marker: back(heredoc.marker),
      body: back(heredoc.body),
      terminator: heredoc.terminator && back(heredoc.terminator),
    })),
    dialect,
  };
}
