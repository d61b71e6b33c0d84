import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileHost } from '../host/host.ts';
import { nodeFiles } from '../host/node.ts';
import { fileUri } from '../host/uri.ts';

/**
 * Files of this machine for a run of the command line. A check asks about several files next to each Dockerfile, most of which do not exist:
 * configurations, ignore files, baselines. So what one system call answers is asked without the threads of Node.js, which take ten times as long.
 */
export const cliFiles: FileHost = {
  ...nodeFiles,
  readText: async (uri, limit) => (isThere(uri) ? nodeFiles.readText(uri, limit) : undefined),
  resolveLinks: async (uri) => resolved(uri) ?? uri,
};

function isThere(uri: string): boolean {
  try {
    return existsSync(fileURLToPath(uri));
  } catch {
    return false;
  }
}

function resolved(uri: string): string | undefined {
  try {
    return fileUri(realpathSync.native(fileURLToPath(uri)));
  } catch {
    return undefined;
  }
}
