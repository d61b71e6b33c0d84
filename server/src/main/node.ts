import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { nodeFiles } from '../host/node.ts';
import { dockerCredentials } from '../host/registry/docker-config.ts';
import { createRegistry } from '../host/registry/registry.ts';
import { serve } from '../lsp/server.ts';

// createConnection reads --stdio, --node-ipc and --socket=PORT itself.
const connection = createConnection(ProposedFeatures.all);
// An editor that refuses a request of ours must not cost the user the server.
process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));
serve(connection, { files: nodeFiles, registry: createRegistry({ credentials: dockerCredentials() }) });
