import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { initialize } from '../lsp/initialize.ts';

// createConnection reads --stdio, --node-ipc and --socket=PORT itself.
initialize(
  (options) => createConnection(ProposedFeatures.all, options),
  async (connection, params) => (await import('./node-services.ts')).serveNode(connection, params),
);
