import { isApplicationFolder } from './system-folders.ts';
import type { NativeNeeds } from '../../knowledge/native-dependencies.ts';
import { message } from '../../base/message.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';

/** Refuses to copy a folder of the system whole. */
export function refuseSystemFolder(folders: readonly string[]): Refusal | undefined {
  const folder = folders.find((path) => !isApplicationFolder(path));
  if (folder === undefined) return undefined;
  return refuse(message('The build works in {folder}, a folder of the system: what of it the container needs is not known.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}

/** Refuses when a dependency brings a browser: it lies outside of the folders that are copied, and needs libraries of its own. */
export function refuseBrowser(needs: readonly NativeNeeds[] | undefined): Refusal | undefined {
  if (!needs?.some(({ browser }) => browser)) return undefined;
  return refuse(message('A dependency keeps a browser outside of the application’s folder, and loads libraries that are not known.'), [
    message('Build the run-time stage on an image that is made for it.'),
  ]);
}
