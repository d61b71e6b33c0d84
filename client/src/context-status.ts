import { Range, Uri, l10n, languages, window } from 'vscode';
import type { Command, Disposable, LanguageStatusItem } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ContextView, ServerNotifications } from '../../server/src/lsp/messages.ts';

const method: keyof ServerNotifications = 'layerwise/context';

/** The item in the editor's language status that shows the build context of the Dockerfile and why it was chosen, with a link to the source. */
export class ContextStatus implements Disposable {
  private readonly views = new Map<string, ContextView>();
  private readonly subscriptions: Disposable[];
  private item: LanguageStatusItem | undefined;

  constructor() {
    this.subscriptions = [window.onDidChangeActiveTextEditor(() => this.show())];
  }

  /** Shows what the server reports from now on. */
  follow(client: BaseLanguageClient): void {
    this.subscriptions.push(
      client.onNotification(method, (view: ContextView) => {
        this.views.set(keyOf(Uri.parse(view.uri)), view);
        this.show();
      }),
    );
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item?.dispose();
  }

  private show(): void {
    const active = window.activeTextEditor?.document;
    const view = active && this.views.get(keyOf(active.uri));
    if (!view) {
      // An item without a text would be an empty line.
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= languages.createLanguageStatusItem('layerwise.context', { language: 'dockerfile' });
    this.item.name = l10n.t('Build context');
    // One line that fits next to its link; the reason is in the tooltip of the link.
    this.item.text = l10n.t('Build context: {0}', shortened(view.folder));
    this.item.command = leadTo(view);
  }
}

/** The server may encode a URI differently from the editor (`%3A`). */
function keyOf(uri: Uri): string {
  return uri.toString(true);
}

/** Maximum number of characters of a folder: a longer one loses its first parts. */
const mostCharacters = 40;

function shortened(folder: string): string {
  if (folder.length <= mostCharacters) return folder;
  const end = folder.slice(-mostCharacters);
  return `…${end.slice(Math.max(0, end.indexOf('/')))}`;
}

/** A link to the line that names the folder, or to the setting. */
function leadTo({ evidence, reason: tooltip }: ContextView): Command {
  if (!evidence) return { title: l10n.t('Set'), tooltip, command: 'workbench.action.openSettings', arguments: ['layerwise.context'] };
  const uri = Uri.parse(evidence.uri);
  const selection = new Range(evidence.line, 0, evidence.line, 0);
  const title = `${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${evidence.line + 1}`;
  return { title, tooltip, command: 'vscode.open', arguments: [uri, { selection }] };
}
