import { foldersWith } from '../knowledge/folders.ts';
import { chooseContext } from './discovery/choose.ts';
import type { ContextChoice, WorkspaceBuilds } from './discovery/choose.ts';
import { appendAll } from '../base/lists.ts';
import { allAtOnce } from '../base/work.ts';
import type { RunWork } from '../base/work.ts';
import { evidenceIn, isEvidence } from './discovery/sources.ts';
import type { BuildEvidence } from './discovery/sources.ts';
import { EntryTree } from '../context/entry-tree.ts';
import type { FileHost } from '../host/host.ts';
import { joinUri, relativePath } from '../host/uri.ts';

/** Maximum number of listed files: of a larger folder, those near its root are used. */
const mostEntries = 20_000;
/** Maximum number of files that are read: more of them rarely name another build context. */
const mostFiles = 300;
/** Maximum length of a file: files written by hand are shorter, and parsing YAML is slow. */
const mostBytes = 128_000;

/** Folders of installed or generated files, which do not describe how this project is built. */
export const excludedFolders = foldersWith('versionControl', 'installed', 'vendored', 'generated', 'cache');

/** What the files of a workspace folder say about how its images are built. */
export interface Builds extends WorkspaceBuilds {
  /** URI of the folder. */
  readonly root: string;
}

/** Reads what the files of a folder say about how its images are built. `run`: how long work is done. Never rejects. */
export async function discoverBuilds(files: FileHost, root: string, run: RunWork = allAtOnce): Promise<Builds> {
  const { entries, truncated } = (await files.list(root, mostEntries, excludedFolders)) ?? { entries: [], truncated: false };
  const tree = await run(EntryTree.inSteps(entries));
  const exists = (path: string): boolean => tree.entry(path) !== undefined;
  const evidenceFiles = entries
    .filter(({ path, kind, size }) => kind === 'file' && size <= mostBytes && isEvidence(path))
    .slice(0, mostFiles);
  const texts = evidenceFiles.map(({ path }) => files.readText(joinUri(root, path), mostBytes));
  await Promise.all(texts);
  const evidence: BuildEvidence[] = [];
  // One after the other: the slices of several files would run in the same turn.
  for (const [i, { path }] of evidenceFiles.entries()) appendAll(evidence, await run(evidenceIn(path, (await texts[i]) ?? '', exists)));
  return { root, tree, evidence, truncated };
}

/**
 * The build context of a Dockerfile according to its workspace; undefined if the Dockerfile is outside of it.
 * `dockerfile`: its URI. `sources`: the source words of its COPY and ADD instructions with variables replaced.
 */
export function contextIn(
  builds: Builds,
  dockerfile: string,
  sources: readonly string[],
): (ContextChoice & { readonly root: string }) | undefined {
  const path = relativePath(builds.root, dockerfile);
  if (path === undefined) return undefined;
  const choice = chooseContext(path, sources, builds);
  return { ...choice, root: joinUri(builds.root, choice.folder) };
}
