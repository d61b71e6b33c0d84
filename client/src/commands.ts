import { type Disposable, commands } from 'vscode';
import { COMMANDS } from '../../server/src/lsp/messages.ts';
import type { Extension } from './extension.ts';

/** Registers the palette's commands. */
export function registerCommands(extension: Extension): Disposable[] {
  return [
    commands.registerCommand(COMMANDS.restartServer, () => extension.restart()),
    commands.registerCommand(COMMANDS.showOutput, () => extension.client.outputChannel.show()),
  ];
}
