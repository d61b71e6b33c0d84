import { contextPath, foldersAbove, joinPath, parentOf } from '../../base/paths.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { evidenceKinds } from './sources.ts';
import type { BuildEvidence } from './sources.ts';

/** Which folder a Dockerfile is built from, and why. */
export interface ContextChoice {
  /** Relative to the workspace's folder; '' is that folder. */
  readonly folder: string;
  /** What says so; undefined where it is a guess: the Dockerfile's own folder, or one above that holds what it copies. */
  readonly evidence: BuildEvidence | undefined;
}

/** What the workspace holds, as far as it tells how images are built. */
export interface WorkspaceBuilds {
  readonly evidence: readonly BuildEvidence[];
  readonly tree: EntryTree;
}

/**
 * The build context of a Dockerfile. The first kind of file that speaks of it counts (`evidenceKinds`), of several files the nearest to
 * the Dockerfile, of several places the first. Where none does it is the innermost folder, from the Dockerfile's own up to the
 * workspace's, that holds most of what it copies.
 * `dockerfile`: relative to the workspace's folder. `sources`: the source words of its COPY and ADD, variables replaced.
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

/** Steps from the folder of the evidence to that of the Dockerfile, up and down. */
function distance({ path, dockerfile }: BuildEvidence): number {
  const [from, to] = [foldersAbove(path), foldersAbove(dockerfile)];
  return from.length + to.length - 2 * from.filter((folder) => to.includes(folder)).length;
}

function fittingFolder(dockerfile: string, sources: readonly string[], tree: EntryTree): string {
  // What is everywhere tells nothing.
  const telling = [...new Set(sources.map(contextPath))].filter((source) => /[^./*?]/.test(source));
  let best = { folder: parentOf(dockerfile), found: 0 };
  for (const folder of [...foldersAbove(dockerfile), '']) {
    const found = telling.filter((source) => tree.matching(joinPath(folder, source)).length > 0).length;
    if (found > best.found) best = { folder, found };
  }
  return best.folder;
}
