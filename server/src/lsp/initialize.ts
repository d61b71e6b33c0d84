import type { Connection, ConnectionOptions, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { version } from '../../../package.json';
import { capabilitiesFor } from './capabilities.ts';

/** Milliseconds until the services are loaded when no message needs them earlier: enough to send the answer of `initialize` first. */
const pause = 2;

/**
 * Answers `initialize` at once, and has everything else loaded behind that answer: an editor waits for it, and an engine takes longer to
 * read the services than to run them. Any later message waits until they are there.
 * `connect`: makes the connection, with these options; `serve`: loads the services, and lets them listen to it before it returns.
 */
export function initialize(
  connect: (options: ConnectionOptions) => Connection,
  serve: (connection: Connection, params: InitializeParams) => void,
): void {
  let load: (() => void) | undefined;
  const loadOnce = (): void => {
    const now = load;
    load = undefined;
    now?.();
  };
  const connection = connect({
    messageStrategy: {
      handleMessage(message, next) {
        loadOnce();
        return next(message);
      },
    },
  });
  connection.onInitialize((params): InitializeResult => {
    load = () => serve(connection, params);
    setTimeout(loadOnce, pause);
    return { capabilities: capabilitiesFor(params), serverInfo: { name: 'layerwise', version } };
  });
  connection.listen();
}
