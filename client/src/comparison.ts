import { EventEmitter, Uri, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import type { Server } from './server.ts';

/** Virtual documents with a comparison, in Markdown. */
const scheme = 'layerwise-comparison';

/** Shows a Dockerfile beside the newest image that was built from it. */
export class Comparisons implements Disposable, TextDocumentContentProvider {
  private readonly server: Server;
  private readonly pages = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  readonly onDidChange = this.changed.event;

  constructor(server: Server) {
    this.server = server;
    this.registration = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.pages.get(uri.path) ?? '';
  }

  async show(uri: Uri): Promise<void> {
    await workspace.openTextDocument(uri);
    const answer = await this.server.ask('layerwise/compareWithImage', { uri: uri.toString() });
    if (!answer) return;
    if ('refused' in answer) return this.refuse(answer.refused);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // The title of the tab is the name of the file.
    const page = Uri.from({ scheme, path: `${uri.path}/${l10n.t('{0} and its image', name)}.md` });
    this.pages.set(page.path, answer.markdown);
    this.changed.fire(page);
    await commands.executeCommand('markdown.showPreviewToSide', page);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private async refuse(reason: string): Promise<void> {
    const settings = l10n.t('Open Settings');
    const chosen = await window.showWarningMessage(reason, settings);
    if (chosen === settings) await commands.executeCommand('workbench.action.openSettings', 'layerwise.engine');
  }
}
