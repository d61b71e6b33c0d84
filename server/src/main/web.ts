import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createRegistry } from '../host/registry/registry.ts';
import { initialize } from '../lsp/initialize.ts';
import { serve } from '../lsp/server.ts';

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
initialize(
  (options) => createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options),
  (connection, params) => serve(connection, params, { files: undefined, registry: createRegistry() }),
);
