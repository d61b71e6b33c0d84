import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { exitDespiteReads, readsSettled } from '../host/pending-reads.ts';
import { initialize } from '../lsp/initialize.ts';

/** Milliseconds that files being read have to arrive before the process exits without them. */
const readsAtExit = 500;

exitDespiteReads();
// createConnection reads --stdio, --node-ipc and --socket=PORT itself.
initialize(
  (options) => createConnection(ProposedFeatures.all, options),
  async (connection, params) => (await import('./node-services.ts')).serveNode(connection, params),
  () => readsSettled(readsAtExit),
);
