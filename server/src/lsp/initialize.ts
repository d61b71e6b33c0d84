import type { Connection, ConnectionOptions, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { Message } from 'vscode-languageserver';
import { version } from '../../../package.json';
import { lazy } from '../base/memoize.ts';
import { capabilitiesFor } from './capabilities.ts';
import { MessageGate } from './message-gate.ts';

/** Milliseconds until the services are loaded when no message needs them earlier: enough to send the answer of `initialize` first. */
const pause = 2;

/** Loads the services and connects them; returns a function that loads the features that answer requests. */
export type LoadServices = (connection: Connection, params: InitializeParams) => Promise<() => Promise<void>>;

/**
 * Answers `initialize` at once and loads everything else afterwards, because an engine takes longer to read the code than to run it, and
 * an editor waits for that answer: first the services, which send diagnostics, then, with the first request, the features. A message
 * waits for the code that it needs. `connect`: creates the connection with these options. `beforeExit`: `exit` waits until it resolves.
 */
export function initialize(
  connect: (options: ConnectionOptions) => Connection,
  loadServices: LoadServices,
  beforeExit: () => Promise<void> = () => Promise.resolve(),
): void {
  const gate = new MessageGate((error) =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  let needServices = (): void => {};
  let needFeatures = (): void => {};
  const connection = connect({
    messageStrategy: {
      handleMessage(message, next) {
        if (Message.isNotification(message) && message.method === 'exit') return beforeExit().then(() => next(message));
        needServices();
        if (Message.isRequest(message) && message.method !== 'shutdown') needFeatures();
        return gate.pass(message, next);
      },
    },
  });
  connection.onInitialize((params): InitializeResult => {
    let loadFeatures: (() => Promise<void>) | undefined;
    needServices = lazy(() =>
      gate.hold(async () => {
        loadFeatures = await loadServices(connection, params);
      }),
    );
    needFeatures = lazy(() => gate.hold(async () => loadFeatures?.()));
    setTimeout(needServices, pause);
    return { capabilities: capabilitiesFor(params), serverInfo: { name: 'layerwise', version } };
  });
  connection.listen();
}
