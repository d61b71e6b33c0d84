import type { CancellationToken, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { validIndentSize } from '../../formatting/options.ts';
import type { FormatOptions } from '../../formatting/options.ts';
import { withEditorConfig } from '../../languages/formatting/editorconfig.ts';
import { inOneStep } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { TextEdit as OffsetEdit } from '../../base/edit.ts';
import { toEdits, toSpan } from '../convert.ts';
import { editorConfigsOf } from '../editor-config.ts';
import type { Feature } from '../feature.ts';
import { answerInSlices, servedSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** Formats the whole file, some lines, or the line that was just started. */
export const formatting: Feature = (connection, session) => {
  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) => {
    return format(uri, options, token, ({ service, document }, how) => service.format?.(document, how));
  });
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }, token) => {
    return format(uri, options, token, ({ service, document, lines }, how) => service.formatRange?.(document, toSpan(lines, range), how));
  });
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, options }, token) => {
    return format(uri, options, token, ({ service, document, lines }, how) =>
      inOneStep(service.formatNewLine?.(document, lines.offsetAt(position), how) ?? []),
    );
  });

  async function format(uri: string, given: FormattingOptions, token: CancellationToken, edit: Formatter): Promise<TextEdit[]> {
    const configs = await editorConfigsOf(session.files, uri);
    const snapshot = await servedSnapshot(session, uri, token);
    if (!snapshot) return [];
    const options = withEditorConfig({ ...editorOptions(given), ...snapshot.settings.format }, configs);
    return toEdits(snapshot.lines, (await answerInSlices(edit(snapshot, options), token)) ?? []);
  }
};

type Formatter = (snapshot: ServedSnapshot, options: FormatOptions) => Work<readonly OffsetEdit[]> | undefined;

/**
 * The editor's layout options. Trailing blanks are removed and the last line is ended unless the editor sends false: an editor that sends
 * nothing has no setting for it.
 */
function editorOptions(given: FormattingOptions): Omit<FormatOptions, 'instructionCase' | 'maxBlankLines'> {
  return {
    indentSize: validIndentSize(given.tabSize),
    insertSpaces: given.insertSpaces,
    trimTrailingWhitespace: given.trimTrailingWhitespace ?? true,
    finalNewline: given.insertFinalNewline ?? true,
  };
}
