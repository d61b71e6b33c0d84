import { Range, Selection, TextEditorRevealType, Uri, ViewColumn, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import { Latest } from '../../server/src/lsp/latest.ts';
import type { LayersView } from '../../server/src/lsp/messages.ts';
import { layersPage } from './layers-page.ts';
import type { Server } from './server.ts';

/** Not in the command palette: the links in the panel use it. */
const reveal = 'layerwise.revealLine';
const refreshMs = 250;

/** The panel that shows the layers of a Dockerfile. It is updated while the user types. */
export class LayersPanel implements Disposable {
  private readonly server: Server;
  private readonly subscriptions: Disposable[];
  private panel: WebviewPanel | undefined;
  private shown: Uri | undefined;
  /** The open views, by the URI of the document. */
  private readonly views = new Latest<LayersView | null>({
    deliver: (uri, view) => this.draw(uri, view),
    fail: (_, error) => (this.failure = error instanceof Error ? error : new Error(String(error))),
  });
  /** Why the last request for the view failed. */
  private failure: Error | undefined;
  private refresh: ReturnType<typeof setTimeout> | undefined;

  constructor(server: Server) {
    this.server = server;
    this.subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => this.documentChanged(document.uri)),
      commands.registerCommand(reveal, (uri: string, line: number) => revealLine(Uri.parse(uri, true), line)),
    ];
  }

  async show(uri: Uri): Promise<void> {
    this.shown = uri;
    await workspace.openTextDocument(uri);
    const { panel } = this;
    if (panel) panel.reveal(undefined, true);
    else this.open();
    await this.update();
    if (this.failure) throw this.failure; // VS Code shows it
  }

  dispose(): void {
    clearTimeout(this.refresh);
    this.views.dispose();
    this.panel?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private open(): void {
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.panel = window.createWebviewPanel('layerwise.layers', l10n.t('Layers'), place, { enableCommandUris: [reveal] });
    this.panel.onDidDispose(() => (this.panel = undefined));
  }

  private documentChanged(uri: Uri): void {
    if (!this.panel || uri.toString() !== this.shown?.toString()) return;
    clearTimeout(this.refresh);
    this.refresh = setTimeout(() => void this.update(), refreshMs);
  }

  private async update(): Promise<void> {
    const uri = this.shown?.toString();
    if (!this.panel || uri === undefined) return;
    this.failure = undefined;
    this.views.start(uri, () => this.server.ask('layerwise/layers', { uri }));
    await this.views.settled(uri);
  }

  private draw(uri: string, view: LayersView | null): void {
    if (!this.panel || !view || uri !== this.shown?.toString()) return;
    this.panel.title = l10n.t('Layers of {0}', view.title);
    const linkTo = (line: number): string => `command:${reveal}?${encodeURIComponent(JSON.stringify([uri, line]))}`;
    this.panel.webview.html = layersPage(view, linkTo);
  }
}

async function revealLine(uri: Uri, line: number): Promise<void> {
  const visible = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await window.showTextDocument(uri, { viewColumn: visible?.viewColumn ?? ViewColumn.One });
  const start = editor.document.lineAt(line).range.start;
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenterIfOutsideViewport);
}
