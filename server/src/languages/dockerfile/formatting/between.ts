import type { DockerfileModel } from '../../../model/model.ts';
import type { DockerfileTree } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import { isBroken } from './instruction.ts';
import type { FormatOptions } from '../../formatting/options.ts';

/** A part of the file on its own lines: a directive, a comment or an instruction. */
interface Part extends Span {
  readonly movable: boolean;
  readonly isDirective: boolean;
}

/** The edits between the parts of a file: blank lines, spaces around a part, and the end of the file. */
export function formatBetween(model: DockerfileModel, options: FormatOptions): TextEdit[] {
  const parts = partsOf(model.tree, model);
  const { text } = model.tree;
  const edits: TextEdit[] = [];
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let before: Part | undefined;
  for (const part of parts) {
    const edit = gapEdit(text, { start: from, end: part.start }, before, part, options);
    if (edit) edits.push(edit);
    from = part.end;
    before = part;
  }
  const end = endOfFileEdit(text, from, before, options);
  return end ? [...edits, end] : edits;
}

function partsOf(tree: DockerfileTree, model: DockerfileModel): Part[] {
  return [
    ...tree.directives.map(({ start, end }) => ({ start, end, movable: true, isDirective: true })),
    ...tree.comments.map(({ start, end }) => ({ start, end, movable: true, isDirective: false })),
    ...tree.instructions.map((instruction) => ({
      start: instruction.start,
      end: instruction.end,
      movable: !isBroken(instruction, model),
      isDirective: false,
    })),
  ].sort((a, b) => a.start - b.start);
}

/** The edit for the text between two parts: the end of a line, blank lines, and the indentation of the next part. */
function gapEdit(text: string, { start, end }: Span, before: Part | undefined, after: Part, options: FormatOptions): TextEdit | undefined {
  const written = text.slice(start, end);
  // Two parts on the same line stay there, because a comment on the line of an instruction is not a comment.
  if (written.trim() !== '' || (before && !written.includes('\n'))) return undefined;
  const breaks = written.split('\n').length - 1;
  const eol = written.includes('\r\n') ? '\r\n' : '\n';
  // At the start of the file and after a directive, a blank line determines what is a directive.
  const maxBreaks = Math.max(options.maxBlankLines, before?.isDirective ? 1 : 0) + 1;
  const newBreaks = before ? Math.min(breaks, maxBreaks) : breaks;
  const trimsTail = breaks === 0 || (options.trimTrailingWhitespace && (before?.movable ?? true));
  const tail = trimsTail ? '' : /^[ \t]*/.exec(written)![0];
  const indent = after.movable ? '' : written.slice(written.lastIndexOf('\n') + 1);
  const newText = tail + eol.repeat(newBreaks) + indent;
  return newText === written ? undefined : { start, end, newText };
}

function endOfFileEdit(
  text: string,
  start: number,
  last: Part | undefined,
  { finalNewline, trimTrailingWhitespace }: FormatOptions,
): TextEdit | undefined {
  const written = text.slice(start);
  if (!last || written.trim() !== '' || !last.movable) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = finalNewline ? eol : written.includes('\n') ? eol : trimTrailingWhitespace ? '' : written;
  return newText === written ? undefined : { start, end: text.length, newText };
}
