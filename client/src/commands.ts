import { Uri, commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { commandIds } from '../../server/src/lsp/messages.ts';
import { Comparisons } from './comparison.ts';
import type { LayersPanel } from './layers.ts';
import { MultiStagePreviews } from './preview.ts';
import { RuleCommands } from './rules.ts';
import type { Server } from './server.ts';

/** Registers the commands of the palette. A command on a document takes its URI as argument; without one, it uses the active editor's. */
export function registerCommands(server: Server, layers: LayersPanel): Disposable[] {
  const previews = new MultiStagePreviews(server);
  const comparisons = new Comparisons(server);
  const onDocument = (command: string, work: (uri: Uri) => Promise<unknown>): Disposable =>
    commands.registerCommand(command, async (given?: unknown) => {
      const uri = targetOf(given);
      if (!uri) return void window.showInformationMessage(l10n.t('Open a Dockerfile first.'));
      return work(uri);
    });
  return [
    previews,
    new RuleCommands(server),
    onDocument(commandIds.convertToMultiStage, (uri) => previews.show(uri)),
    comparisons,
    onDocument(commandIds.compareWithBuiltImage, (uri) => comparisons.show(uri)),
    onDocument(commandIds.showLayers, (uri) => layers.show(uri)),
    onDocument(commandIds.fixAll, (uri) => fixAll(server, uri)),
    onDocument(commandIds.createDockerignore, (uri) => execute(server, commandIds.createDockerignore, uri)),
    commands.registerCommand(commandIds.restartServer, () => server.restart()),
    commands.registerCommand(commandIds.showOutput, async () => (await server.client()).outputChannel.show()),
  ];
}

async function fixAll(server: Server, uri: Uri): Promise<void> {
  const changed = await execute(server, commandIds.fixAll, uri);
  if (!changed) void window.showInformationMessage(l10n.t('There are no problems with a safe fix.'));
}

/** Runs a command of the server; resolves to whether anything was changed. The server shows the messages. */
function execute(server: Server, command: string, uri: Uri): Promise<boolean> {
  return server.send<boolean>('workspace/executeCommand', { command, arguments: [uri.toString()] });
}

function targetOf(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  if (typeof given === 'string') return Uri.parse(given, true);
  const active = window.activeTextEditor?.document;
  return active?.languageId === 'dockerfile' ? active.uri : undefined;
}
