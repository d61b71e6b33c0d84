import { homedir } from 'node:os';
import path from 'node:path';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { nodeFiles } from '../host/node.ts';
import { nodeAssets } from '../host/node-assets.ts';
import { dockerCredentials } from '../host/registry/docker-config.ts';
import { createRegistry } from '../host/registry/registry.ts';
import { serve } from '../lsp/server.ts';

/** Answers an editor with this machine's files and registries. */
export async function serveNode(connection: Connection, params: InitializeParams): Promise<() => Promise<void>> {
  // An editor that refuses a request of ours must not cost the user the server.
  process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));
  // Beside the folder that this bundle is in: dist/data/.
  const assets = nodeAssets(path.join(__dirname, '../data'));
  const registry = createRegistry({ credentials: dockerCredentials() });
  return serve(connection, params, { files: nodeFiles, home: homedir(), registry, assets });
}
