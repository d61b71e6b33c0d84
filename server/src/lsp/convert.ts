import type { Range, TextEdit as LspEdit } from 'vscode-languageserver';
import type { TextEdit } from '../base/edit.ts';
import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';

/** The LSP range of a span of the indexed text. */
export function toRange(lines: LineIndex, at: Span): Range {
  return { start: lines.positionAt(at.start), end: lines.positionAt(at.end) };
}

/** The span of an LSP range; positions outside of the text become the nearest end. */
export function toSpan(lines: LineIndex, range: Range): Span {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

/** Edits by offset as LSP edits by line and column. */
export function toEdits(lines: LineIndex, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map((edit) => ({ range: toRange(lines, edit), newText: edit.newText }));
}
