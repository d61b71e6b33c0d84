import { Uri, ViewColumn, env, l10n, window, workspace } from 'vscode';
import type { Disposable, Webview, WebviewPanel } from 'vscode';
import { Latest } from '../../server/src/lsp/latest.ts';
import type { LayersView, SavingsView } from '../../server/src/lsp/messages.ts';
import { exportFile } from './export-file.ts';
import { layersPage } from './layers-page.ts';
import { pageTexts } from './page-texts.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import { revealLine } from './reveal-line.ts';
import type { Server } from './server.ts';

const refreshMs = 250;

/** The panel that shows the layers of a Dockerfile and what would make its image smaller. It is updated while the user types. */
export class LayersPanel implements Disposable {
  private readonly server: Server;
  private readonly extension: Uri;
  private readonly subscriptions: Disposable[];
  private panel: WebviewPanel | undefined;
  private shown: Uri | undefined;
  /** The last messages, for a page that is loaded again: a hidden one keeps nothing. */
  private layers: ToPage | undefined;
  private savings: ToPage | undefined;
  private readonly layersOf = new Latest<LayersView | null>({
    deliver: (uri, view) => this.showLayers(uri, view),
    fail: (_, error) => (this.failure = asError(error)),
  });
  /** Asked after the layers, because each saving is measured. */
  private readonly savingsOf = new Latest<SavingsView | null>({
    deliver: (uri, view) => this.showSavings(uri, view),
    fail: (_, error) => this.notify(asError(error).message, true),
  });
  /** Why the last request for the layers failed. */
  private failure: Error | undefined;
  private refresh: ReturnType<typeof setTimeout> | undefined;

  constructor(server: Server, extension: Uri) {
    this.server = server;
    this.extension = extension;
    this.subscriptions = [workspace.onDidChangeTextDocument(({ document }) => this.changed(document.uri))];
  }

  async show(uri: Uri): Promise<void> {
    this.shown = uri;
    await workspace.openTextDocument(uri);
    if (this.panel) this.panel.reveal(undefined, true);
    else this.open();
    await this.update();
    if (this.failure) throw this.failure; // VS Code shows it
  }

  /** The document, its build context or a table has changed. */
  changed(uri: Uri): void {
    if (!this.panel || uri.toString() !== this.shown?.toString()) return;
    clearTimeout(this.refresh);
    this.refresh = setTimeout(() => void this.update(), refreshMs);
  }

  dispose(): void {
    clearTimeout(this.refresh);
    this.layersOf.dispose();
    this.savingsOf.dispose();
    this.panel?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private open(): void {
    const files = Uri.joinPath(this.extension, 'dist', 'client');
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel('layerwise.layers', l10n.t('Layers'), place, {
      enableScripts: true,
      localResourceRoots: [files],
    });
    this.panel = panel;
    panel.onDidDispose(() => (this.panel = undefined));
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.received(message));
    panel.webview.html = pageIn(panel.webview, files);
  }

  private async update(): Promise<void> {
    const uri = this.shown?.toString();
    if (!this.panel || uri === undefined) return;
    this.failure = undefined;
    this.layersOf.start(uri, () => this.server.ask('layerwise/layers', { uri }));
    await this.layersOf.settled(uri);
    this.savingsOf.start(uri, () => this.server.ask('layerwise/savings', { uri }));
  }

  private showLayers(uri: string, layers: LayersView | null): void {
    if (!this.panel || !layers || uri !== this.shown?.toString()) return;
    this.panel.title = l10n.t('Layers of {0}', layers.title);
    this.layers = { type: 'layers', layers, texts: pageTexts(), language: env.language };
    this.post(this.layers);
  }

  private showSavings(uri: string, savings: SavingsView | null): void {
    if (!savings || uri !== this.shown?.toString()) return;
    this.savings = { type: 'savings', savings };
    this.post(this.savings);
  }

  private async received(message: FromPage): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const uri = shown.toString();
    try {
      if (message.type === 'ready') for (const each of [this.layers, this.savings]) if (each) this.post(each);
      if (message.type === 'reveal') await revealLine(shown, message.line);
      if (message.type === 'pick') {
        const { version, ids } = message;
        this.post({ type: 'picked', version, ids, image: await this.server.ask('layerwise/pickSavings', { uri, version, ids }) });
      }
      if (message.type === 'apply') {
        const { refused } = await this.server.ask('layerwise/applySavings', { uri, version: message.version, ids: message.ids });
        this.notify(refused ?? l10n.t('Applied.'), refused !== null);
        if (refused !== null) await this.update();
      }
      if (message.type === 'export') {
        const name = await exportFile(shown, message.format, message.content);
        if (name !== undefined) this.notify(l10n.t('Saved as {0}.', name), false);
      }
    } catch (error) {
      this.notify(asError(error).message, true);
    }
  }

  private notify(text: string, isError: boolean): void {
    this.post({ type: 'notice', text, isError });
  }

  private post(message: ToPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: VS Code's function has no target
    void this.panel?.webview.postMessage(message);
  }
}

function pageIn(webview: Webview, files: Uri): string {
  const addressOf = (name: string): string => webview.asWebviewUri(Uri.joinPath(files, name)).toString();
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return layersPage(
    { script: addressOf('page.js'), style: addressOf('page.css'), source: webview.cspSource, language: env.language },
    nonce,
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
