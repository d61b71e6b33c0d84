import { StatusBarAlignment, l10n, languages, window, workspace } from 'vscode';
import type { Disposable, StatusBarItem, Uri } from 'vscode';
import { Latest } from '../../server/src/lsp/latest.ts';
import { commandIds } from '../../server/src/lsp/messages.ts';
import type { TotalView } from '../../server/src/lsp/messages.ts';
import type { Server } from './server.ts';

/** Typing is over, and the server has sent its diagnostics. */
const delayMs = 600;

/** The size of the final image of the active Dockerfile in the status bar. Not shown while nothing is known; a click shows the layers. */
export class SizeStatus implements Disposable {
  private readonly server: Server;
  private readonly item: StatusBarItem;
  private readonly subscriptions: Disposable[];
  /** The Dockerfile whose size is shown. A panel is no text editor: the size stays, and is updated, while one has the focus. */
  private document: Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly totals = new Latest<TotalView | null>({
    deliver: (uri, total) => this.show(uri, total),
    fail: (uri) => this.show(uri, null),
  });

  constructor(server: Server) {
    this.server = server;
    this.item = window.createStatusBarItem('layerwise.size', StatusBarAlignment.Right, 100);
    this.item.name = l10n.t('Image Size');
    this.subscriptions = [
      this.item,
      window.onDidChangeActiveTextEditor(() => this.activeChanged()),
      workspace.onDidChangeTextDocument(({ document }) => this.changed(document.uri)),
    ];
    this.activeChanged();
  }

  /** The document, its build context or a table has changed. */
  changed(uri: Uri): void {
    if (uri.toString() === this.document?.toString()) this.ask();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.totals.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private activeChanged(): void {
    const active = window.activeTextEditor?.document;
    if (!active) return;
    this.document = languages.match({ language: 'dockerfile' }, active) > 0 ? active.uri : undefined;
    if (this.document) this.ask();
    else this.item.hide();
  }

  private ask(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const uri = this.document?.toString();
      if (uri !== undefined) this.totals.start(uri, () => this.server.ask('layerwise/total', { uri }));
    }, delayMs);
  }

  private show(uri: string, total: TotalView | null): void {
    if (uri !== this.document?.toString()) return;
    if (!total) return this.item.hide();
    this.item.text = `$(layers) ${total.short}`;
    this.item.tooltip = `${total.tooltip}\n${l10n.t('Click to show the layers.')}`;
    this.item.accessibilityInformation = { label: total.tooltip };
    this.item.command = { title: this.item.name!, command: commandIds.showLayers, arguments: [uri] };
    this.item.show();
  }
}
