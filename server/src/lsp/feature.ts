import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { ServerRequests } from './messages.ts';
import type { Session } from './session.ts';

/** The protocol side of an editor feature: it handles requests of the connection. One file each in features/, listed in features/index.ts. */
export type Feature = (connection: Connection, session: Session) => void;

/** Handles a request that only our own client sends. */
export function answerClient<M extends keyof ServerRequests>(
  connection: Connection,
  method: M,
  answer: (params: ServerRequests[M][0], token: CancellationToken) => Promise<ServerRequests[M][1]>,
): void {
  connection.onRequest<unknown, void>(method, (params: ServerRequests[M][0], token: CancellationToken) => answer(params, token));
}
