import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { columnsOf, indentation } from './options.ts';
import type { FormatOptions } from './options.ts';

/** A line of an instruction after its first one: the start of the line and of its text. */
interface ContinuedLine {
  readonly start: number;
  readonly textStart: number;
  readonly columns: number;
  readonly isComment: boolean;
}

/**
 * Indents the continued lines of an instruction as a block, so that the outermost line is indented by one level. Relative indentation (the
 * body of an `if`, a list of packages) is kept, and comments further to the left than all commands are not moved. Lines that start inside a
 * quoted word are not moved, because their spaces are part of the value.
 */
export function indentContinuedLines(text: string, instruction: Instruction, model: DockerfileModel, options: FormatOptions): TextEdit[] {
  if (joinsWord(text, instruction)) return [];
  const lines = continuedLines(text, instruction, options);
  const values = valuesOf(instruction, model).sort((a, b) => a.start - b.start);
  let next = 0;
  let lastEnd = 0;
  const movable = lines.filter(({ start, textStart }) => {
    for (; next < values.length && values[next]!.start < textStart; next++) lastEnd = Math.max(lastEnd, values[next]!.end);
    return lastEnd <= start;
  });
  if (movable.length === 0 || movable.length < lines.length) return [];
  const commands = movable.filter(({ isComment }) => !isComment);
  const outermost = (commands.length > 0 ? commands : movable).reduce((least, { columns }) => Math.min(least, columns), Infinity);
  const by = options.indentSize - outermost;
  return movable.flatMap(({ start, textStart, columns }) => {
    const isMoved = columns >= outermost;
    // A comment that was further to the left than the commands, but no longer is: written as it would be the next time.
    if (!isMoved && columns < options.indentSize) return [];
    const newText = indentation(isMoved ? columns + by : columns, options);
    return text.slice(start, textStart) === newText ? [] : [{ start, end: textStart, newText }];
  });
}

/**
 * Whether a word continues on the next line without indentation. Added spaces would split it, unless they are escaped. Spaces around shell
 * operators are allowed, except inside an operator. Of all blanks, shells only separate words at spaces and tabs.
 */
function joinsWord(text: string, instruction: Instruction): boolean {
  return continuationsOf(text, instruction).some(({ start, end, isAlone, followsBlank }) => {
    const [before, after = ' '] = [text.slice(start - 2, start), text[end]];
    if (isAlone) return !followsBlank;
    const isSeparated = followsBlank || /[ \t]/.test(after);
    return !isSeparated && (!/[;&|(]$/.test(before) || /[;&|()]/.test(after));
  });
}

/** A line continuation. */
interface Continuation extends Span {
  /** Whether the escape character is the first character of its line. */
  readonly isAlone: boolean;
  /** Whether the text before it, on an earlier line if it is alone, ends with a blank that is not escaped. */
  readonly followsBlank: boolean;
}

/** The continuations of an instruction in their order. */
export function continuationsOf(text: string, { start: first, continuations }: Instruction): readonly Continuation[] {
  let followsBlank = true;
  return continuations.map(({ start, end }) => {
    const isAlone = start === first || text[start - 1] === '\n';
    if (!isAlone) followsBlank = /(?:^|[^\\`])[ \t]$/.test(text.slice(Math.max(0, start - 2), start));
    return { start, end, isAlone, followsBlank };
  });
}

/** The lines after the first line of the instruction and before its heredocs, with comments and without blank lines. */
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

/** Instructions with a single value that may contain spaces. */
const singleValue: ReadonlySet<string> = new Set(['MAINTAINER', 'WORKDIR', 'USER', 'STOPSIGNAL']);

/** Words and values in which spaces are significant, or that contain a line break. */
function valuesOf(instruction: Instruction, model: DockerfileModel): Span[] {
  const { flags, words, pairs, json, keyword, body } = instruction;
  const script = model.scriptOf(instruction);
  // Text that is not parsed may contain quotes anywhere.
  if (singleValue.has(keyword) || script?.opaque) return [body];
  const shell: Span[] = (script?.commands ?? []).flatMap(({ nameWord, args, assignments, redirects }) => [
    ...(nameWord ? [nameWord] : []),
    ...args,
    ...assignments,
    ...redirects,
  ]);
  return [...flags, ...words, ...pairs, ...(json?.items ?? []), ...shell, ...(script?.heredocs ?? [])];
}
