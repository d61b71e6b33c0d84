import { systemFolders } from '../../knowledge/folders.ts';

/** Where the Go images keep their tools and modules. */
const goFolders: ReadonlySet<string> = new Set(['/go', '/go/bin']);

/**
 * Whether an absolute path is a folder that can be copied whole. Copying one of the system's would copy the build's tools along; anything
 * else may be an application's own folder.
 */
export function isApplicationFolder(path: string): boolean {
  return !systemFolders.has(path) && !goFolders.has(path);
}
