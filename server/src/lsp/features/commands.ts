import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { difference, fixAllIn } from '../../services/fix-all.ts';
import { multiStageOf } from '../../services/multi-stage.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Translate } from '../../text/message.ts';
import { COMMANDS } from '../messages.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';
import { refusalText } from './multi-stage.ts';

/** What a command makes of a document: edits, perhaps none, or why it makes none. */
type Command = (snapshot: Snapshot, translate: Translate) => { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** The commands that make an edit, for any editor: `workspace/executeCommand` with `[documentUri]`. */
const commandTable: Readonly<Record<string, Command>> = {
  [COMMANDS.fixAll]: ({ text, document }) => {
    const edit = difference(text, fixAllIn(document).text);
    return { edits: edit ? [edit] : [] };
  },
  [COMMANDS.convertToMultiStage]: ({ document }, translate) => {
    const conversion = multiStageOf(document);
    return conversion.kind === 'refused' ? { refusal: refusalText(conversion, translate) } : { edits: conversion.edits };
  },
};

/** Answers whether the editor applied an edit. A refusal is shown to the author. */
export const commands: Feature = {
  // our own client registers the commands itself
  capabilities: ({ abilities }) => (abilities.commands ? {} : { executeCommandProvider: { commands: Object.keys(commandTable) } }),
  listen(connection, session) {
    connection.onExecuteCommand(async ({ command, arguments: args = [] }, token): Promise<boolean> => {
      const make = commandTable[command];
      if (!make) throw new ResponseError(ErrorCodes.MethodNotFound, `no such command: ${command}`);
      const [uri] = args as unknown[];
      if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `${command} takes the URI of a document`);
      const snapshot = await session.settled(uri, token);
      if (!snapshot) return false;
      const made = make(snapshot, session.translate);
      if ('refusal' in made) {
        connection.window.showWarningMessage(made.refusal);
        return false;
      }
      if (made.edits.length === 0) return false;
      return (await connection.workspace.applyEdit(session.workspaceEdit(snapshot, made.edits))).applied;
    });
  },
};
