import { isWithin } from '../../base/paths.ts';
import { distributionFolders, disposableFolders, disposableInHome, systemFolders, toolFolders } from '../../knowledge/folders.ts';

/**
 * Whether an absolute path is a folder that can be copied whole. Copying a system folder would also copy the build tools; any other folder
 * may belong to the application.
 */
export function isApplicationFolder(path: string): boolean {
  return !systemFolders.has(path) && !toolFolders.has(path);
}

/** Whether an absolute path is in a folder with the files of the base image and of the distribution's packages. */
export function isInDistribution(path: string): boolean {
  return distributionFolders.some((folder) => path !== folder && isWithin(folder, path));
}

const home = String.raw`(?:~|\$HOME|\$\{HOME\}|/root|/home/[\w-]+)`;
const inHome = disposableInHome.map((name) => name.replace('.', String.raw`\.`)).join('|');
const disposable = new RegExp(`^(?:${disposableFolders.join('|')}|${home}/(?:${inHome}))(?:/|$)`);

/** Whether a path is in a folder whose contents can be downloaded or created again. */
export function isCache(path: string): boolean {
  return disposable.test(path);
}
