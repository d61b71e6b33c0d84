import type { IgnoreFile } from '../../context/dockerignore/patterns.ts';
import type { TextEdit } from '../../base/edit.ts';
import { deleteLines, lineBreakOf } from '../../base/layout.ts';
import type { Span } from '../../base/span.ts';

/** Takes the line of a pattern away, its line break included. */
export function deleteLine({ text }: IgnoreFile, at: Span): TextEdit {
  return deleteLines(text, at);
}

/** Puts lines at the end of the file, where they decide: the last line that fits a path counts. */
export function appendLines({ text }: IgnoreFile, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const isOpen = text !== '' && !text.endsWith('\n');
  return { start: text.length, end: text.length, newText: (isOpen ? lineBreak : '') + lines.map((line) => line + lineBreak).join('') };
}
