import { EventEmitter, Range, Uri, WorkspaceEdit, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import type { Server } from './server.ts';

/** Virtual documents with the result of a command. */
export const previewScheme = 'layerwise-preview';

/** Shows a converted Dockerfile next to the original with the sizes before and after, and applies it if the user confirms. */
export class MultiStagePreviews implements Disposable, TextDocumentContentProvider {
  private readonly server: Server;
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  readonly onDidChange = this.changed.event;

  constructor(server: Server) {
    this.server = server;
    this.registration = workspace.registerTextDocumentContentProvider(previewScheme, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  /** Resolves to whether the document was changed. */
  async show(uri: Uri): Promise<boolean> {
    const document = await workspace.openTextDocument(uri);
    const answer = await this.server.ask('layerwise/multiStage', { uri: uri.toString() });
    if (!answer) return false;
    if (!answer.converted) {
      void window.showWarningMessage(answer.reason);
      return false;
    }
    const preview = Uri.from({ scheme: previewScheme, path: uri.path });
    this.texts.set(preview.path, answer.newText);
    this.changed.fire(preview);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    await commands.executeCommand('vscode.diff', uri, preview, l10n.t('{0}: convert to multi-stage', name), { preview: true });
    const apply = l10n.t('Apply');
    const chosen = await window.showInformationMessage(answer.message, apply, l10n.t('Cancel'));
    await this.close(preview);
    return chosen === apply && (await replaceAll(document.uri, answer.version, answer.newText));
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private async close(preview: Uri): Promise<void> {
    this.texts.delete(preview.path);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.filter(({ input }) => isDiffTo(input, preview));
    await window.tabGroups.close(shown, true);
  }
}

function isDiffTo(input: unknown, preview: Uri): boolean {
  return (input as { modified?: Uri } | undefined)?.modified?.toString() === preview.toString();
}

/** Replaces the text, unless the user has changed the document in the meantime: then the preview is outdated. */
async function replaceAll(uri: Uri, version: number, newText: string): Promise<boolean> {
  const document = await workspace.openTextDocument(uri);
  if (document.version !== version) {
    void window.showWarningMessage(l10n.t('The Dockerfile has changed since the preview. Run the conversion again.'));
    return false;
  }
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(document.positionAt(0), document.positionAt(document.getText().length)), newText);
  const applied = await workspace.applyEdit(edit);
  if (applied) await window.showTextDocument(document);
  return applied;
}
