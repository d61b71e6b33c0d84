import type { InitializeParams } from 'vscode-languageserver';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createRegistry } from '../host/registry/registry.ts';
import { webAssets } from '../host/web-assets.ts';
import { abilitiesIn } from '../lsp/capabilities.ts';
import { initialize } from '../lsp/initialize.ts';
import { serve } from '../lsp/server.ts';

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
initialize(
  (options) => createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options),
  async (connection, params) =>
    serve(connection, params, {
      files: undefined,
      home: undefined,
      registry: createRegistry(),
      programs: undefined,
      engine: undefined,
      assets: webAssets(dataFolder(params)),
    }),
);

/**
 * The URL of dist/data/. The client sends it, because a worker that VS Code starts has the URL of a wrapper script. Without a client of
 * ours, it is next to the folder of this script.
 */
function dataFolder(params: InitializeParams): string | undefined {
  const { dataFolder: named } = abilitiesIn(params);
  const script = (worker.location as Location | undefined)?.href;
  return named ?? (script?.startsWith('blob:') ? undefined : script && new URL('../data/', script).href);
}
