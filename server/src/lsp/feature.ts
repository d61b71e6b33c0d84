import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { ServerRequests } from './messages.ts';
import type { Session } from './session.ts';

/** One editor feature's protocol side: what it announces, and how it answers. One file each in features/, listed in features/index.ts. */
export interface Feature {
  readonly capabilities: (session: Session) => ServerCapabilities;
  readonly listen: (connection: Connection, session: Session) => void;
}

/** Answers a request that only our own client makes. */
export function answerClient<M extends keyof ServerRequests>(
  connection: Connection,
  method: M,
  answer: (params: ServerRequests[M][0], token: CancellationToken) => Promise<ServerRequests[M][1]>,
): void {
  connection.onRequest<unknown, void>(method, (params: ServerRequests[M][0], token: CancellationToken) => answer(params, token));
}
