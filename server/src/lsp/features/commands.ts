import { ErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { fixAllInIgnoreFile } from '../../languages/dockerignore/fix-all.ts';
import { difference, fixAllIn } from '../../languages/dockerfile/fix-all.ts';
import { multiStageOf } from '../../languages/dockerfile/multi-stage.ts';
import { unfinishedMessage } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { EditingCommand } from '../capabilities.ts';
import type { IgnoreSnapshot } from '../ignore-snapshot.ts';
import { commandIds } from '../messages.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';
import { createDockerignore, createdText } from './create-dockerignore.ts';
import { layersText } from './layers.ts';
import { refusalText } from './multi-stage.ts';

/** What a command makes of a document: edits of it, perhaps none; another file; why it makes nothing; what there is to say, or several. */
interface Made {
  readonly edits?: readonly TextEdit[];
  readonly created?: { readonly edit: WorkspaceEdit; readonly uri: string };
  readonly refusal?: string;
  readonly said?: string;
}

interface Command {
  /** `line`: where in the document the command was given; undefined where that was not said. */
  readonly dockerfile: (snapshot: Snapshot, session: Session, line: number | undefined) => Made | Promise<Made>;
  readonly ignoreFile?: (snapshot: IgnoreSnapshot, session: Session) => Made;
}

const commandTable: Readonly<Record<EditingCommand | typeof commandIds.showLayers, Command>> = {
  [commandIds.fixAll]: {
    dockerfile: ({ text, document }, session) => fixed(text, fixAllIn(document), session),
    ignoreFile: ({ text, document }, session) => fixed(text, fixAllInIgnoreFile(document), session),
  },
  [commandIds.createDockerignore]: {
    dockerfile: async (snapshot, session) => {
      const made = await createDockerignore(snapshot, session);
      return 'refusal' in made ? made : { created: made, said: createdText(made.proposal, session) };
    },
  },
  [commandIds.convertToMultiStage]: {
    dockerfile: ({ document }, { translate }) => {
      const conversion = multiStageOf(document);
      return conversion.kind === 'refused' ? { refusal: refusalText(conversion, translate) } : { edits: conversion.edits };
    },
  },
  [commandIds.showLayers]: { dockerfile: (snapshot, session, line) => ({ said: layersText(snapshot, session, line) }) },
};

function fixed(before: string, result: FixAllResult, { translate }: Session): Made {
  const edit = difference(before, result.text);
  const warning = unfinishedMessage(result);
  return { edits: edit ? [edit] : [], ...(warning && { said: translate(warning) }) };
}

/** Answers whether the editor applied an edit, or was told what it asked for. A refusal is shown to the author. */
export const commands: Feature = (connection, session) => {
  /** A message that wants no answer: some editors hold everything up until a question is answered. */
  const tell = (type: MessageType, message: string): void =>
    void connection.sendNotification(ShowMessageNotification.type, { type, message });

  connection.onExecuteCommand(async ({ command: name, arguments: args = [] }, token): Promise<boolean> => {
    const command = (commandTable as Readonly<Partial<Record<string, Command>>>)[name];
    if (!command) throw new ResponseError(ErrorCodes.MethodNotFound, `no such command: ${name}`);
    const [uri, line] = args as unknown[];
    if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `${name} takes the URI of a document`);
    const snapshot = await session.settled(uri, token);
    const ignoreFile = snapshot ? undefined : await session.ignoreSnapshot(uri, token);
    const document = snapshot ?? ignoreFile;
    const made = snapshot
      ? await command.dockerfile(snapshot, session, typeof line === 'number' ? line : undefined)
      : ignoreFile && command.ignoreFile?.(ignoreFile, session);
    if (!document || !made) return false;
    if (made.refusal !== undefined) tell(MessageType.Warning, made.refusal);
    if (made.refusal !== undefined || made.edits?.length === 0) return false;
    const edit = made.created?.edit ?? (made.edits && session.workspaceEdit(document, made.edits));
    if (edit && !(await connection.workspace.applyEdit(edit)).applied) return false;
    if (made.said !== undefined) tell(MessageType.Info, made.said);
    if (made.created && session.capabilities.window?.showDocument?.support) await connection.window.showDocument({ uri: made.created.uri });
    return true;
  });
};
