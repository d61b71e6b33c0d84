import type { DockerfileModel } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import { columnsOf, indentation } from '../../formatting/options.ts';
import type { FormatOptions } from '../../formatting/options.ts';

/** A line of an instruction behind its first: where it begins, and where its text does. */
interface ContinuedLine {
  readonly start: number;
  readonly textStart: number;
  readonly columns: number;
  readonly isComment: boolean;
}

/**
 * Moves the continued lines of an instruction as one block, so that the outermost stands one step in. What the author has laid out
 * inside of it (the body of an `if`, a list of packages) keeps its distance, and a comment that stands further out than all commands its
 * place. Lines that begin inside of a quoted word stay: there the blanks are part of the value.
 */
export function indentContinuedLines(text: string, instruction: Instruction, model: DockerfileModel, options: FormatOptions): TextEdit[] {
  if (joinsWord(text, instruction)) return [];
  const lines = continuedLines(text, instruction, options);
  const values = valuesOf(instruction, model);
  const free = lines.filter(
    ({ start, textStart }) => !values.some((value) => value.start < textStart && start <= value.end && value.end > start),
  );
  if (free.length === 0 || free.length < lines.length) return [];
  const commands = free.filter(({ isComment }) => !isComment);
  const outermost = Math.min(...(commands.length > 0 ? commands : free).map(({ columns }) => columns));
  const by = options.indentSize - outermost;
  const moving = free.filter(({ columns }) => columns >= outermost);
  return moving.flatMap(({ start, textStart, columns }) => {
    const newText = indentation(columns + by, options);
    return text.slice(start, textStart) === newText ? [] : [{ start, end: textStart, newText }];
  });
}

/**
 * Whether a word goes on over a line's end, its next character at the margin: any blank before that would make two of it (one that is
 * escaped is a part of it). Operators of the shell may have blanks beside them, unless they are halves of one.
 */
function joinsWord(text: string, { continuations }: Instruction): boolean {
  return continuations.some(({ start, end }) => {
    const [before, after = ' '] = [text.slice(start - 2, start), text[end]];
    const parted = /[^\\`]\s$/.test(before) || /\s/.test(after);
    return !parted && (!/[;&|(]$/.test(before) || /[;&|()]/.test(after));
  });
}

/** The lines between the instruction's first line and its heredocs; blank ones left out, those of comments taken in. */
function continuedLines(text: string, instruction: Instruction, options: FormatOptions): ContinuedLine[] {
  const end = instruction.heredocs[0]?.body.start ?? instruction.end;
  const lines: ContinuedLine[] = [];
  for (let start = text.indexOf('\n', instruction.start) + 1; start > 0 && start < end; start = text.indexOf('\n', start) + 1) {
    let textStart = start;
    while (text[textStart] === ' ' || text[textStart] === '\t') textStart++;
    if (textStart < end && !/[\r\n]/.test(text[textStart] ?? '\n')) {
      lines.push({ start, textStart, columns: columnsOf(text.slice(start, textStart), options), isComment: text[textStart] === '#' });
    }
  }
  return lines;
}

/** Instructions whose whole body is one value, blanks and all. */
const oneValue: ReadonlySet<string> = new Set(['MAINTAINER', 'WORKDIR', 'USER', 'STOPSIGNAL']);

/** Words and values whose own blanks count, or that a line break stands in. */
function valuesOf(instruction: Instruction, model: DockerfileModel): Span[] {
  const { flags, words, pairs, json, keyword, body } = instruction;
  const script = model.scriptOf(instruction);
  // What nobody has parsed may be quoted anywhere.
  if (oneValue.has(keyword) || script?.opaque) return [body];
  const shell: Span[] = (script?.commands ?? []).flatMap(({ nameWord, args, assignments, redirects }) => [
    ...(nameWord ? [nameWord] : []),
    ...args,
    ...assignments,
    ...redirects,
  ]);
  return [...flags, ...words, ...pairs, ...(json?.items ?? []), ...shell, ...(script?.heredocs ?? [])];
}
