import { Range, Selection, TextEditorRevealType, ViewColumn, window } from 'vscode';
import type { Uri } from 'vscode';

/** Shows a zero-based line of a document, in the editor that shows the document already, if there is one. */
export async function revealLine(uri: Uri, line: number): Promise<void> {
  const visible = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await window.showTextDocument(uri, { viewColumn: visible?.viewColumn ?? ViewColumn.One });
  const start = editor.document.lineAt(Math.min(line, editor.document.lineCount - 1)).range.start;
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenterIfOutsideViewport);
}
