import { isApplicationFolder } from './image-folders.ts';
import type { NativeRequirements } from '../../knowledge/native-dependencies.ts';
import { message } from '../../base/message.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';

/** Refuses to copy a folder of the system whole. */
export function refuseSystemFolder(folders: readonly string[]): Refusal | undefined {
  const folder = folders.find((path) => !isApplicationFolder(path));
  if (folder === undefined) return undefined;
  return refuse(message('The build works in {folder}, a system folder, and what the container needs from it is unknown.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}

/** Refuses if a dependency downloads a browser: it is outside of the folders that are copied, and needs libraries of its own. */
export function refuseBrowser(needs: readonly NativeRequirements[] | undefined): Refusal | undefined {
  if (!needs?.some(({ browser }) => browser)) return undefined;
  return refuse(message("A dependency installs a browser outside of the application's folder, which needs unknown libraries."), [
    message('Use a base image for the run-time stage that is made for it.'),
  ]);
}
