import { ConfigurationTarget, Uri, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { commandIds } from '../../server/src/lsp/messages.ts';
import type { Server } from './server.ts';

/** Virtual documents with the documentation of rules. */
const pageScheme = 'layerwise-rule';

/** The commands about one rule, which take its id as argument: show its documentation, and turn it off. */
export class RuleCommands implements Disposable, TextDocumentContentProvider {
  private readonly server: Server;
  private readonly registrations: readonly Disposable[];

  constructor(server: Server) {
    this.server = server;
    this.registrations = [
      workspace.registerTextDocumentContentProvider(pageScheme, this),
      commands.registerCommand(commandIds.showRule, (rule?: unknown) => this.show(rule)),
      commands.registerCommand(commandIds.turnOffRule, (rule?: unknown) => turnOff(rule)),
    ];
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    return (await this.server.ask('layerwise/rulePage', { rule: ruleOf(uri) })) ?? '';
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private async show(rule: unknown): Promise<void> {
    if (typeof rule !== 'string' || (await this.server.ask('layerwise/rulePage', { rule })) === null) {
      return void window.showWarningMessage(l10n.t('There is no documentation of "{0}".', String(rule)));
    }
    const page = Uri.from({ scheme: pageScheme, path: `/${rule}.md` });
    // Without VS Code's own Markdown extension, the page is shown as text.
    await commands.executeCommand('markdown.showPreview', page).then(undefined, () => window.showTextDocument(page, { preview: true }));
  }
}

function ruleOf({ path }: Uri): string {
  return path.slice(1).replace(/\.md$/, '');
}

/** Sets the rule to `off` in the settings of the workspace, or in those of the user if no folder is open. */
async function turnOff(rule: unknown): Promise<void> {
  if (typeof rule !== 'string') return;
  const inWorkspace = (workspace.workspaceFolders ?? []).length > 0;
  const settings = workspace.getConfiguration('layerwise');
  const { workspaceValue, globalValue } = settings.inspect<Readonly<Record<string, unknown>>>('rules') ?? {};
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await settings.update('rules', { ...(inWorkspace ? workspaceValue : globalValue), [rule]: 'off' }, target);
  const open = l10n.t('Open Settings');
  const text = inWorkspace ? l10n.t('{0} is off in this workspace.', rule) : l10n.t('{0} is off in your user settings.', rule);
  if ((await window.showInformationMessage(text, open)) !== open) return;
  await commands.executeCommand(inWorkspace ? 'workbench.action.openWorkspaceSettingsFile' : 'workbench.action.openSettingsJson');
}
