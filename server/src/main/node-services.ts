import { homedir } from 'node:os';
import path from 'node:path';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { nodeFiles } from '../host/node.ts';
import { nodeAssets } from '../host/node-assets.ts';
import { nodeEngine } from '../host/node-engine.ts';
import { nodePrograms } from '../host/node-programs.ts';
import { dockerCredentials } from '../host/registry/docker-config.ts';
import { createRegistry } from '../host/registry/registry.ts';
import { serve } from '../lsp/server.ts';

/** Serves an editor with the files and registries of this machine. */
export async function serveNode(connection: Connection, params: InitializeParams): Promise<() => Promise<void>> {
  // If the editor rejects one of our requests, the server must keep running.
  process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));
  // Next to the folder that contains this bundle: dist/data/.
  const assets = nodeAssets(path.join(__dirname, '../data'));
  const registry = createRegistry({ credentials: dockerCredentials() });
  return serve(connection, params, { files: nodeFiles, home: homedir(), registry, programs: nodePrograms, engine: nodeEngine, assets });
}
