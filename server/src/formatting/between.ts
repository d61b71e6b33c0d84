import { LazyWork } from '../base/lazy-work.ts';
import type { Work } from '../base/work.ts';
import { memoizeWeak } from '../base/memoize.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { isBroken } from './instruction.ts';
import type { FormatOptions } from './options.ts';

/** A part of the file on its own lines: a directive, a comment or an instruction. */
export interface Part extends Span {
  /** Whether the blanks around it can be changed. */
  readonly movable: boolean;
  readonly kind: 'directive' | 'comment' | 'instruction';
  /** For an instruction. */
  readonly instruction: Instruction | undefined;
}

/** The blanks before a part: the end of the line before it, blank lines, and its indentation. */
export interface Gap extends Span {
  /** Undefined at the start of the file. */
  readonly before: Part | undefined;
  readonly after: Part;
  /** The number of line breaks. */
  readonly breaks: number;
  /** The line break to write. */
  readonly eol: string;
  /** The blanks at the end of the line before it. */
  readonly tail: Span;
  /** The blanks before the part on its line. */
  readonly indent: Span;
  /** The FROM of the stage that begins after the gap, with the comments above it, if it is not the first one. */
  readonly stage: Instruction | undefined;
}

/** The blanks after the last part. */
export interface FileEnd extends Span {
  readonly last: Part;
  readonly eol: string;
  readonly breaks: number;
  readonly tail: Span;
}

/** The blanks of a file between its parts, and after the last one (undefined if there is other text, or nothing that can be changed). */
export interface Blanks {
  readonly gaps: readonly Gap[];
  readonly end: FileEnd | undefined;
}

/** Reads the blanks between the parts of a file, in steps. The same model always has the same object. */
export function blanksOf(model: DockerfileModel): Work<Blanks> {
  return blanksIn(model).inSteps();
}

const blanksIn = memoizeWeak((model: DockerfileModel) => new LazyWork(() => readGaps(model)));

function* readGaps(model: DockerfileModel): Work<Blanks> {
  const parts = yield* partsOf(model);
  const { text } = model.tree;
  const stageStarts = stageStartsIn(parts, text);
  const gaps: Gap[] = [];
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let before: Part | undefined;
  for (const after of parts) {
    const written = text.slice(from, after.start);
    // Two parts on the same line stay there, because a comment on the line of an instruction is not a comment.
    if (written.trim() === '' && (!before || written.includes('\n'))) {
      const stage = stageStarts.get(after);
      gaps.push({ start: from, end: after.start, before, after, ...readBlanks(written, from), indent: indentOf(written, from), stage });
    }
    from = after.end;
    before = after;
    yield;
  }
  const rest = text.slice(from);
  const end =
    before?.movable && rest.trim() === ''
      ? { start: from, end: text.length, last: before, ...readBlanks(rest, from), eol: text.includes('\r\n') ? '\r\n' : '\n' }
      : undefined;
  return { gaps, end };
}

function readBlanks(written: string, start: number): Pick<Gap, 'breaks' | 'eol' | 'tail'> {
  const tail = /^[ \t]*/.exec(written)![0];
  return {
    breaks: written.split('\n').length - 1,
    eol: written.includes('\r\n') ? '\r\n' : '\n',
    tail: { start, end: start + tail.length },
  };
}

function indentOf(written: string, start: number): Span {
  return { start: start + written.lastIndexOf('\n') + 1, end: start + written.length };
}

function* partsOf(model: DockerfileModel): Work<Part[]> {
  const { directives, comments, instructions } = model.tree;
  const parts = [
    ...directives.map(({ start, end }): Part => ({ start, end, movable: true, kind: 'directive', instruction: undefined })),
    ...comments.map(({ start, end }): Part => ({ start, end, movable: true, kind: 'comment', instruction: undefined })),
  ];
  for (const instruction of instructions) {
    const { start, end } = instruction;
    parts.push({ start, end, movable: !isBroken(instruction, model), kind: 'instruction', instruction });
    yield;
  }
  return parts.sort((a, b) => a.start - b.start);
}

/** The first part of each stage after the first one: its FROM, or the comments directly above it. */
function stageStartsIn(parts: readonly Part[], text: string): ReadonlyMap<Part, Instruction> {
  const starts = new Map<Part, Instruction>();
  let seen = false;
  for (const [i, part] of parts.entries()) {
    if (part.instruction?.keyword !== 'FROM') continue;
    let first = i;
    while (first > 0 && parts[first - 1]!.kind === 'comment' && isNextLine(text, parts[first - 1]!, parts[first]!)) first--;
    if (seen && part.movable && parts[first - 1]?.movable) starts.set(parts[first]!, part.instruction);
    seen = true;
  }
  return starts;
}

function isNextLine(text: string, { end }: Span, { start }: Span): boolean {
  return text.indexOf('\n', text.indexOf('\n', end) + 1) >= start || text.indexOf('\n', text.indexOf('\n', end) + 1) < 0;
}

/** The number of line breaks that the formatter writes in a gap. */
export function formattedBreaks({ before, breaks, stage }: Gap, { maxBlankLines }: Pick<FormatOptions, 'maxBlankLines'>): number {
  if (!before) return breaks;
  // After a directive, a blank line determines what is a directive.
  const most = Math.max(maxBlankLines, before.kind === 'directive' ? 1 : 0) + 1;
  return Math.min(stage ? Math.max(breaks, 2) : breaks, most);
}

/** The edits between the parts of a file: blank lines, spaces around a part, and the end of the file. */
export function* formatBetween(model: DockerfileModel, options: FormatOptions): Work<TextEdit[]> {
  const { gaps, end } = yield* blanksOf(model);
  const { text } = model.tree;
  const edits: TextEdit[] = [];
  for (const gap of gaps) {
    const edit = gapEdit(text, gap, options);
    if (edit) edits.push(edit);
    yield;
  }
  const last = end && endOfFileEdit(text, end, options);
  if (last) edits.push(last);
  return edits;
}

/** The edit for a gap. */
function gapEdit(text: string, gap: Gap, options: FormatOptions): TextEdit | undefined {
  const { start, end, before, after, breaks, eol, tail, indent } = gap;
  const trimsTail = breaks === 0 || (options.trimTrailingWhitespace && (before?.movable ?? true));
  const newText =
    (trimsTail ? '' : text.slice(tail.start, tail.end)) +
    eol.repeat(formattedBreaks(gap, options)) +
    (after.movable ? '' : text.slice(indent.start, indent.end));
  return newText === text.slice(start, end) ? undefined : { start, end, newText };
}

function endOfFileEdit(
  text: string,
  { start, end, eol, breaks }: FileEnd,
  { finalNewline, trimTrailingWhitespace }: FormatOptions,
): TextEdit | undefined {
  const written = text.slice(start);
  const newText = finalNewline || breaks > 0 ? eol : trimTrailingWhitespace ? '' : written;
  return newText === written ? undefined : { start, end, newText };
}
