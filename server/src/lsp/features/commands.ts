import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { difference, fixAllIn } from '../../services/fix-all.ts';
import type { TextEdit } from '../../text/edit.ts';
import { COMMANDS } from '../messages.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a command makes of a document: edits, or nothing. */
type Command = (snapshot: Snapshot) => readonly TextEdit[];

/** The commands that make an edit, for any editor: `workspace/executeCommand` with `[documentUri]`. */
const commandTable: Readonly<Record<string, Command>> = {
  [COMMANDS.fixAll]: ({ text, document }) => {
    const edit = difference(text, fixAllIn(document).text);
    return edit ? [edit] : [];
  },
};

/** Answers whether the editor applied an edit. */
export const commands: Feature = {
  // our own client registers the commands itself
  capabilities: ({ abilities }) => (abilities.commands ? {} : { executeCommandProvider: { commands: Object.keys(commandTable) } }),
  listen(connection, session) {
    connection.onExecuteCommand(async ({ command, arguments: args = [] }, token): Promise<boolean> => {
      const make = commandTable[command];
      if (!make) throw new ResponseError(ErrorCodes.MethodNotFound, `no such command: ${command}`);
      const [uri] = args as unknown[];
      if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `${command} takes the URI of a document`);
      const snapshot = await session.snapshot(uri, token);
      return snapshot !== undefined && apply(connection, session, snapshot, make(snapshot));
    });
  },
};

async function apply(connection: Connection, session: Session, snapshot: Snapshot, edits: readonly TextEdit[]): Promise<boolean> {
  if (edits.length === 0) return false;
  return (await connection.workspace.applyEdit(session.workspaceEdit(snapshot, edits))).applied;
}
