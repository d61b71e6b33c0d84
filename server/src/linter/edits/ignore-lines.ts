import type { IgnoreFile } from '../../context/dockerignore/patterns.ts';
import type { TextEdit } from '../../base/edit.ts';
import { deleteLines, lineBreakOf } from '../../base/layout.ts';
import type { Span } from '../../base/span.ts';

/** Deletes the line of a pattern, including its line break. */
export function deleteLine({ text }: IgnoreFile, at: Span): TextEdit {
  return deleteLines(text, at);
}

/** Appends lines to the file, where they take precedence: the last line that matches a path decides. */
export function appendLines({ text }: IgnoreFile, lines: readonly string[]): TextEdit {
  const lineBreak = lineBreakOf(text);
  const needsLineBreak = text !== '' && !text.endsWith('\n');
  return {
    start: text.length,
    end: text.length,
    newText: (needsLineBreak ? lineBreak : '') + lines.map((line) => line + lineBreak).join(''),
  };
}
