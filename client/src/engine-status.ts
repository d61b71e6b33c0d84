import { LanguageStatusSeverity, l10n, languages } from 'vscode';
import type { Disposable, LanguageStatusItem } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { EngineView, ServerNotifications } from '../../server/src/lsp/messages.ts';

const method: keyof ServerNotifications = 'layerwise/engine';

/** The item in the editor's language status about container engines: how many images there are, or why there are none. Hidden while none is asked. */
export class EngineStatus implements Disposable {
  private subscription: Disposable | undefined;
  private item: LanguageStatusItem | undefined;

  /** Shows what the server reports from now on. */
  follow(client: BaseLanguageClient): void {
    this.subscription?.dispose();
    this.show(null);
    this.subscription = client.onNotification(method, (view: EngineView | null) => this.show(view));
  }

  dispose(): void {
    this.subscription?.dispose();
    this.item?.dispose();
  }

  private show(view: EngineView | null): void {
    if (!view) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= languages.createLanguageStatusItem('layerwise.engine', { language: 'dockerfile' });
    this.item.name = l10n.t('Container engine');
    this.item.text = l10n.t('Container engine: {0}', view.text);
    this.item.severity = view.problem === null ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
    const tooltip = view.problem ?? l10n.t('Measured sizes come from its images.');
    this.item.command = { title: l10n.t('Set'), tooltip, command: 'workbench.action.openSettings', arguments: ['layerwise.engine'] };
    this.item.detail = view.problem ?? '';
  }
}
