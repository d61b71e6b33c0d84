import { ErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { unfinishedMessage } from '../../linter/fix-all.ts';
import { minimalEdit } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { EditingCommand } from '../capabilities.ts';
import { commandIds } from '../messages.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { createDockerignore, createdText } from './create-dockerignore.ts';
import { layersText } from './layers.ts';
import { refusalText, withSources } from './multi-stage.ts';
import { settledSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** The result of a command: edits of the document, possibly none; a new file; a refusal; a message to show. */
interface CommandResult {
  readonly edits?: readonly TextEdit[];
  readonly created?: { readonly edit: WorkspaceEdit; readonly uri: string };
  readonly refusal?: string;
  readonly info?: string;
}

/**
 * Runs a command on a document; undefined if its language does not have the command. `line`: the zero-based line for which the command was
 * called; undefined if there is none.
 */
type Command = (
  snapshot: ServedSnapshot,
  session: Session,
  line: number | undefined,
) => CommandResult | undefined | Promise<CommandResult | undefined>;

const commandTable: Readonly<Record<EditingCommand | typeof commandIds.showLayers, Command>> = {
  [commandIds.fixAll]: async (snapshot, session) => {
    const { text, service, document } = snapshot;
    const result = await session.inSlicesForText(snapshot, service.fixAll(document));
    if (!result) return undefined;
    const edit = minimalEdit(text, result.text);
    const warning = unfinishedMessage(result);
    return { edits: edit ? [edit] : [], ...(warning && { info: session.translate(warning) }) };
  },
  [commandIds.createDockerignore]: async (snapshot, session) => {
    const creation = await createDockerignore(snapshot, session);
    if (!creation || 'refusal' in creation) return creation;
    return { created: creation, info: createdText(creation.proposal, session) };
  },
  [commandIds.convertToMultiStage]: async (snapshot, session) => {
    const { service, document } = (await withSources(session, snapshot)) ?? snapshot;
    const work = service.multiStage?.(document);
    const conversion = work && (await session.inSlicesForText(snapshot, work));
    if (conversion?.kind === 'refused') return { refusal: refusalText(conversion, session.translate) };
    return conversion && { edits: conversion.edits };
  },
  [commandIds.showLayers]: async (snapshot, session, line) => {
    const info = await session.inSlicesForText(snapshot, layersText(snapshot, session, line));
    return info === undefined ? undefined : { info };
  },
};

/** Returns true if the client has applied an edit or shown what was requested. A refusal is shown to the user. */
export const commands: Feature = (connection, session) => {
  /** Shows a message as a notification: a request would block some clients until it is answered. */
  const show = (type: MessageType, message: string): void =>
    void connection.sendNotification(ShowMessageNotification.type, { type, message });

  connection.onExecuteCommand(async ({ command: name, arguments: args = [] }, token): Promise<boolean> => {
    const command = (commandTable as Readonly<Partial<Record<string, Command>>>)[name];
    if (!command) throw new ResponseError(ErrorCodes.MethodNotFound, `no such command: ${name}`);
    const [uri, line] = args as unknown[];
    if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `${name} takes the URI of a document`);
    const snapshot = await settledSnapshot(session, uri, token);
    const result = snapshot && (await command(snapshot, session, typeof line === 'number' ? line : undefined));
    if (!snapshot || !result) return false;
    const { edits, created, refusal, info } = result;
    if (refusal !== undefined) show(MessageType.Warning, refusal);
    if (refusal !== undefined || edits?.length === 0) return false;
    const edit = created?.edit ?? (edits && session.workspaceEdit(snapshot, edits));
    if (edit && !(await connection.workspace.applyEdit(edit)).applied) return false;
    if (info !== undefined) show(MessageType.Info, info);
    if (created && session.capabilities.window?.showDocument?.support) await connection.window.showDocument({ uri: created.uri });
    return true;
  });
};
