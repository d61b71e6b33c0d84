import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { COMMANDS } from '../../server/src/lsp/messages.ts';

/** The entry in the editor's language status ({} in the status bar) of a Dockerfile: whether the server is up, and the way out. */
export class ServerStatus implements Disposable {
  private readonly item: LanguageStatusItem;
  private readonly subscription: Disposable;

  constructor(client: BaseLanguageClient) {
    this.item = languages.createLanguageStatusItem('layerwise.server', { language: 'dockerfile' });
    this.item.name = 'Layerwise';
    this.show(State.Starting);
    this.subscription = client.onDidChangeState(({ newState }) => this.show(newState));
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private show(state: State): void {
    const stopped = state === State.Stopped || state === State.StartFailed;
    this.item.busy = state === State.Starting;
    this.item.text = stopped ? l10n.t('Layerwise is not running') : 'Layerwise';
    this.item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    this.item.command = stopped
      ? { title: l10n.t('Restart'), command: COMMANDS.restartServer }
      : { title: l10n.t('Layer sizes'), command: COMMANDS.showLayers };
  }
}
