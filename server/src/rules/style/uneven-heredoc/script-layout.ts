import type { TextEdit } from '../../../base/edit.ts';
import { lineStartAt } from '../../../base/layout.ts';
import { overlaps } from '../../../base/span.ts';
import type { ShellScript } from '../../../shell/script.ts';

/**
 * The edits that give all commands of the outermost list the smallest indentation of one of them, with the lines inside them, and remove spaces at
 * the end of lines. Commands with quoted text on several lines or here-documents of their own are not moved.
 */
export function scriptLayout(text: string, script: ShellScript): readonly TextEdit[] {
  const kept = [...script.heredocs, ...script.heredocs.map(({ marker }) => marker), ...quotedLines(text, script)];
  const indents = script.pieces.map(({ start }) => text.slice(lineStartAt(text, start), start)).filter((indent) => indent.trim() === '');
  const wanted = indents.reduce((least, indent) => (indent.length < least.length ? indent : least), indents[0] ?? '');
  const edits: TextEdit[] = [];
  for (const piece of script.pieces) {
    const lineStart = lineStartAt(text, piece.start);
    const indent = text.slice(lineStart, piece.start);
    if (
      indent.trim() !== '' ||
      indent === wanted ||
      joinsWords(text.slice(piece.start, piece.end)) ||
      kept.some((span) => overlaps(span, piece))
    )
      continue;
    for (const { start, blanks } of linesBetween(text, lineStart, piece.end)) {
      const own = text.slice(start, start + blanks);
      if (own.startsWith(indent)) edits.push({ start, end: start + indent.length, newText: wanted });
    }
  }
  for (const { index, 0: blanks } of text.slice(script.start, script.end).matchAll(/[ \t]+(?=\r?\n)/g)) {
    const span = { start: script.start + index, end: script.start + index + blanks.length };
    const isEscaped = text[span.start - 1] === '\\';
    if (!isEscaped && !kept.some((one) => overlaps(one, span)) && !edits.some((edit) => overlaps(edit, span)))
      edits.push({ ...span, newText: '' });
  }
  return edits;
}

/** Whether a line continues right after a word, so that the indentation of the next one separates the words. */
function joinsWords(source: string): boolean {
  return /[^ \t]\\\r?\n/.test(source);
}

/** The words that continue on another line: text in quotes, in which spaces matter. */
function quotedLines(text: string, { commands }: ShellScript): readonly { readonly start: number; readonly end: number }[] {
  const words = commands.flatMap(({ nameWord, args, assignments, redirects }) => [
    ...(nameWord ? [nameWord] : []),
    ...args,
    ...assignments,
    ...redirects,
  ]);
  return words.filter(({ start, end }) => text.slice(start, end).includes('\n'));
}

function linesBetween(text: string, from: number, to: number): readonly { readonly start: number; readonly blanks: number }[] {
  const lines: { readonly start: number; readonly blanks: number }[] = [];
  for (let start = from; start < to; start = text.indexOf('\n', start) + 1 || to) {
    lines.push({ start, blanks: /^[ \t]*/.exec(text.slice(start, to))![0].length });
  }
  return lines;
}
