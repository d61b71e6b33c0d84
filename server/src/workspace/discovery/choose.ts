import { contextPath, foldersAbove, joinPath, parentOf } from '../../base/paths.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { evidenceKinds } from './sources.ts';
import type { BuildEvidence } from './sources.ts';

/** The build context of a Dockerfile, and why. */
export interface ContextChoice {
  /** Relative to the workspace's folder; '' is that folder. */
  readonly folder: string;
  /** The source of this choice; undefined if it is a guess: the folder of the Dockerfile, or one above that contains what it copies. */
  readonly evidence: BuildEvidence | undefined;
}

/** What a workspace contains that describes how images are built. */
export interface WorkspaceBuilds {
  readonly evidence: readonly BuildEvidence[];
  readonly tree: EntryTree;
}

/**
 * The build context of a Dockerfile. The first kind of file that names it counts (`evidenceKinds`), of several files the one nearest to
 * the Dockerfile, of several mentions in it the first. Otherwise, it is the innermost folder that contains most of what the Dockerfile
 * copies, from its own folder up to the workspace folder.
 * `dockerfile`: relative to the workspace folder. `sources`: the source words of its COPY and ADD instructions with variables replaced.
 */
export function chooseContext(dockerfile: string, sources: readonly string[], { evidence, tree }: WorkspaceBuilds): ContextChoice {
  const [best] = evidence
    .filter((each) => each.dockerfile === dockerfile)
    .sort((a, b) => rankOf(a) - rankOf(b) || distance(a) - distance(b));
  return best ? { folder: best.context, evidence: best } : { folder: fittingFolder(dockerfile, sources, tree), evidence: undefined };
}

function rankOf({ kind }: BuildEvidence): number {
  return evidenceKinds.indexOf(kind);
}

/** The number of folders between the folder of the evidence and that of the Dockerfile, up and down. */
function distance({ path, dockerfile }: BuildEvidence): number {
  const [from, to] = [foldersAbove(path), foldersAbove(dockerfile)];
  return from.length + to.length - 2 * from.filter((folder) => to.includes(folder)).length;
}

function fittingFolder(dockerfile: string, sources: readonly string[], tree: EntryTree): string {
  // A path that exists in every folder does not help to choose.
  const distinctive = [...new Set(sources.map(contextPath))].filter((source) => /[^./*?]/.test(source));
  let best = { folder: parentOf(dockerfile), found: 0 };
  for (const folder of [...foldersAbove(dockerfile), '']) {
    const found = distinctive.filter((source) => tree.matching(joinPath(folder, source)).length > 0).length;
    if (found > best.found) best = { folder, found };
  }
  return best.folder;
}
