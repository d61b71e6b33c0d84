import { memoize } from '../base/memoize.ts';
import type { FileHost } from '../host/host.ts';
import { joinUri, parentOf } from '../host/uri.ts';
import { configurationNames, maxConfigurationBytes } from '../linter/configuration/files.ts';

/** A configuration file as it was found. */
export interface FoundFile {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
}

/** Depth limit of the search, so that it ends for every kind of URI. */
const mostFolders = 64;

/**
 * The configuration file in a folder (a URI), else in the nearest folder above that has one; undefined if there is none. Within a folder,
 * ours takes precedence over those of other tools. Never rejects.
 */
export function findConfiguration(files: FileHost, folder: string): Promise<FoundFile | undefined> {
  return findUpwards(files, folder, configurationNames, maxConfigurationBytes);
}

/** The first of the named files in a folder, else in the nearest folder above. Never rejects. */
export async function findUpwards(
  files: FileHost,
  start: string,
  names: readonly string[],
  maxBytes: number,
): Promise<FoundFile | undefined> {
  let folder = start;
  for (let depth = 0; depth < mostFolders; depth++) {
    const found = await findIn(files, folder, names, maxBytes);
    if (found) return found;
    const above = parentOf(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return undefined;
}

/** How many folders a search keeps. */
const mostKept = 1000;

/**
 * As `findUpwards`, for many folders while their files stay the same: looks into each folder once, also into those above. Only for `file:`
 * URIs. Never rejects.
 */
export function searchUpwards(
  files: FileHost,
  names: readonly string[],
  maxBytes: number,
): (folder: string) => Promise<FoundFile | undefined> {
  const searchFrom = memoize(async (folder: string): Promise<FoundFile | undefined> => {
    const above = parentOf(folder);
    return (await findIn(files, folder, names, maxBytes)) ?? (above === folder ? undefined : searchFrom(above));
  }, mostKept);
  return searchFrom;
}

async function findIn(files: FileHost, folder: string, names: readonly string[], maxBytes: number): Promise<FoundFile | undefined> {
  const texts = await Promise.all(names.map((name) => files.readText(joinUri(folder, name), maxBytes)));
  const at = texts.findIndex((text) => text !== undefined);
  return at < 0 ? undefined : { uri: joinUri(folder, names[at]!), name: names[at]!, text: texts[at]! };
}
