import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** One editor feature's protocol side: what it announces, and how it answers. One file each in features/, listed in features/index.ts. */
export interface Feature {
  readonly capabilities: (session: Session) => ServerCapabilities;
  readonly listen: (connection: Connection, session: Session) => void;
}
