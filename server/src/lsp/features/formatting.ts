import type { CancellationToken, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { formatDocument, formatNewLine, formatRange } from '../../languages/dockerfile/formatting.ts';
import type { FormatOptions } from '../../languages/dockerfile/formatting.ts';
import { withEditorConfig } from '../../languages/dockerfile/formatting/editorconfig.ts';
import type { TextEdit as OffsetEdit } from '../../base/edit.ts';
import { toEdits, toSpan } from '../convert.ts';
import { editorConfigsOf } from '../editor-config.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';

/** The whole file, some lines, or the line that was just begun. */
export const formatting: Feature = (connection, session) => {
  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) => {
    return format(uri, options, token, ({ document }, how) => formatDocument(document, how));
  });
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }, token) => {
    return format(uri, options, token, ({ document, lines }, how) => formatRange(document, toSpan(lines, range), how));
  });
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, options }, token) => {
    return format(uri, options, token, ({ document, lines }, how) => formatNewLine(document, lines.offsetAt(position), how));
  });

  async function format(uri: string, given: FormattingOptions, token: CancellationToken, edit: Formatter): Promise<TextEdit[]> {
    const configs = await editorConfigsOf(session.files, uri);
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return [];
    const options = withEditorConfig({ ...editorOptions(given), ...snapshot.settings.format }, configs);
    return toEdits(snapshot.lines, edit(snapshot, options));
  }
};

type Formatter = (snapshot: Snapshot, options: FormatOptions) => readonly OffsetEdit[];

/**
 * What the editor says of the layout. Blanks at the end of lines go, and the last line is ended, unless it says no: an editor that
 * says nothing of them has just no setting of its own for it.
 */
function editorOptions(given: FormattingOptions): Omit<FormatOptions, 'instructionCase' | 'maxBlankLines'> {
  return {
    indentSize: given.tabSize,
    insertSpaces: given.insertSpaces,
    trimTrailingBlanks: given.trimTrailingWhitespace ?? true,
    finalNewline: given.insertFinalNewline ?? true,
  };
}
