import { ErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { difference, fixAllIn } from '../../services/fix-all.ts';
import { multiStageOf } from '../../services/multi-stage.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { EditingCommand } from '../capabilities.ts';
import { COMMANDS } from '../messages.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';
import { createDockerignore, createdText } from './create-dockerignore.ts';
import { refusalText } from './multi-stage.ts';

/** What a command makes of a document: edits of it, perhaps none; another file, with what is to be said of it; or why it makes nothing. */
type Made =
  | { readonly edits: readonly TextEdit[] }
  | { readonly edit: WorkspaceEdit; readonly uri: string; readonly said: string }
  | { readonly refusal: string };
type Command = (snapshot: Snapshot, session: Session) => Made | Promise<Made>;

const commandTable: Readonly<Record<EditingCommand, Command>> = {
  [COMMANDS.fixAll]: ({ text, document }) => {
    const edit = difference(text, fixAllIn(document).text);
    return { edits: edit ? [edit] : [] };
  },
  [COMMANDS.createDockerignore]: async (snapshot, session) => {
    const made = await createDockerignore(snapshot, session);
    return 'refusal' in made ? made : { edit: made.edit, uri: made.uri, said: createdText(made.proposal, session) };
  },
  [COMMANDS.convertToMultiStage]: ({ document }, { translate }) => {
    const conversion = multiStageOf(document);
    return conversion.kind === 'refused' ? { refusal: refusalText(conversion, translate) } : { edits: conversion.edits };
  },
};

/** Answers whether the editor applied an edit. A refusal is shown to the author. */
export const commands: Feature = (connection, session) => {
  connection.onExecuteCommand(async ({ command, arguments: args = [] }, token): Promise<boolean> => {
    const make = (commandTable as Readonly<Partial<Record<string, Command>>>)[command];
    if (!make) throw new ResponseError(ErrorCodes.MethodNotFound, `no such command: ${command}`);
    const [uri] = args as unknown[];
    if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `${command} takes the URI of a document`);
    const snapshot = await session.settled(uri, token);
    if (!snapshot) return false;
    const made = await make(snapshot, session);
    if ('refusal' in made) {
      connection.window.showWarningMessage(made.refusal);
      return false;
    }
    if ('edit' in made) {
      if (!(await connection.workspace.applyEdit(made.edit)).applied) return false;
      connection.window.showInformationMessage(made.said);
      if (session.capabilities.window?.showDocument?.support) await connection.window.showDocument({ uri: made.uri });
      return true;
    }
    if (made.edits.length === 0) return false;
    return (await connection.workspace.applyEdit(session.workspaceEdit(snapshot, made.edits))).applied;
  });
};
