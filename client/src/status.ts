import { LanguageStatusSeverity, l10n, languages } from 'vscode';
import type { Disposable, LanguageStatusItem } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { commandIds } from '../../server/src/lsp/messages.ts';

/** The item in the editor's language status ({} in the status bar): whether the server is running, with a link to restart it or to show layer sizes. */
export class ServerStatus implements Disposable {
  private readonly item: LanguageStatusItem;
  private subscription: Disposable | undefined;

  constructor() {
    this.item = languages.createLanguageStatusItem('layerwise.server', { language: 'dockerfile' });
    this.item.name = 'Layerwise';
    this.show('starting');
  }

  /** Shows the state that the client reports from now on. */
  follow(client: BaseLanguageClient): void {
    this.subscription = client.onDidChangeState(() => {
      if (client.isRunning()) this.show('running');
      else this.show(client.needsStart() ? 'stopped' : 'starting');
    });
  }

  show(state: 'starting' | 'running' | 'stopped'): void {
    const { item } = this;
    const stopped = state === 'stopped';
    item.busy = state === 'starting';
    item.text = stopped ? l10n.t('Layerwise is not running') : 'Layerwise';
    item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = stopped
      ? { title: l10n.t('Restart'), command: commandIds.restartServer }
      : { title: l10n.t('Layer sizes'), command: commandIds.showLayers };
  }

  dispose(): void {
    this.subscription?.dispose();
    this.item.dispose();
  }
}
