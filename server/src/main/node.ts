import './compile-cache.ts';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { initialize } from '../lsp/initialize.ts';

// createConnection reads --stdio, --node-ipc and --socket=PORT itself.
initialize(
  (options) => createConnection(ProposedFeatures.all, options),
  (connection, params) => {
    // A bundle of its own beside this one (scripts/build.mjs), which takes an engine longer to read than all the rest.
    const { serveNode } = require('./node-services.ts') as typeof import('./node-services.ts');
    serveNode(connection, params);
  },
);
