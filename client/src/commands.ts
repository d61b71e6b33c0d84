import { Uri, commands, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import { commandIds } from '../../server/src/lsp/messages.ts';
import type { Extension } from './extension.ts';
import { LayersPanel } from './layers.ts';
import { MultiStagePreviews } from './preview.ts';

/** Registers the palette's commands. Those that are about a document take its URI; without one, they take the active editor's. */
export function registerCommands(extension: Extension): Disposable[] {
  const previews = new MultiStagePreviews(extension);
  const layers = new LayersPanel(extension);
  const onDocument = (command: string, work: (uri: Uri) => Promise<unknown>): Disposable =>
    commands.registerCommand(command, async (given?: unknown) => {
      const uri = targetOf(given);
      if (!uri) return void window.showInformationMessage(l10n.t('Open a Dockerfile first.'));
      return work(uri);
    });
  return [
    previews,
    layers,
    onDocument(commandIds.convertToMultiStage, (uri) => previews.show(uri)),
    onDocument(commandIds.showLayers, (uri) => layers.show(uri)),
    onDocument(commandIds.fixAll, (uri) => fixAll(extension, uri)),
    onDocument(commandIds.createDockerignore, (uri) => execute(extension, commandIds.createDockerignore, uri)),
    commands.registerCommand(commandIds.restartServer, () => extension.restart()),
    commands.registerCommand(commandIds.showOutput, async () => (await extension.client()).outputChannel.show()),
  ];
}

async function fixAll(extension: Extension, uri: Uri): Promise<void> {
  const changed = await execute(extension, commandIds.fixAll, uri);
  if (!changed) void window.showInformationMessage(l10n.t('There is nothing here that has a safe fix.'));
}

/** Lets the server do it; answers whether anything was changed. What there is to say of it, the server says. */
function execute(extension: Extension, command: string, uri: Uri): Promise<boolean> {
  return extension.send<boolean>('workspace/executeCommand', { command, arguments: [uri.toString()] });
}

function targetOf(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  if (typeof given === 'string') return Uri.parse(given, true);
  const active = window.activeTextEditor?.document;
  return active?.languageId === 'dockerfile' ? active.uri : undefined;
}
