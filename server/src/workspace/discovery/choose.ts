import { contextPath, foldersAbove, joinPath, parentOf } from '../../base/paths.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { evidenceKinds } from './sources.ts';
import type { BuildEvidence, EvidenceKind } from './sources.ts';

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
  /** Whether the listing was cut: then the tree contains what is near the root, and deeper folders are unknown. */
  readonly truncated?: boolean;
}

/** Kinds of files with command lines, in which a folder or a variable can have another meaning than it seems. */
const weakKinds: ReadonlySet<EvidenceKind> = new Set(['workflow', 'script', 'makefile', 'package-scripts']);

/**
 * The build context of a Dockerfile. The first kind of file that names it counts (`evidenceKinds`), of several files the one nearest to
 * the Dockerfile, of several of these the one in whose context most of the copied sources exist, of several mentions the first. A mention in
 * whose context none of the sources exist comes after all in whose context some do: only these can be built. A command line does not count
 * if none of the copied sources exist in its folder, but some do elsewhere. Otherwise, it is the innermost folder that contains most of what the Dockerfile copies, from its own folder up to the
 * workspace folder.
 * `dockerfile`: relative to the workspace folder. `sources`: the source words of its COPY and ADD instructions with variables replaced.
 */
export function chooseContext(dockerfile: string, sources: readonly string[], builds: WorkspaceBuilds): ContextChoice {
  const guess = fittingFolder(dockerfile, sources, builds);
  const named = distinctive(sources);
  const [best] = builds.evidence
    .filter((each) => each.dockerfile === dockerfile && !isContradicted(each, guess, sources, builds))
    .map((each) => ({ each, found: countIn(each.context, named, builds.tree) }))
    .sort(
      (a, b) =>
        Number(a.found === 0) - Number(b.found === 0) ||
        rankOf(a.each) - rankOf(b.each) ||
        distance(a.each) - distance(b.each) ||
        b.found - a.found,
    )
    .map(({ each }) => each);
  return best ? { folder: best.context, evidence: best } : { folder: guess, evidence: undefined };
}

/** Whether a command line names a folder in which none of the sources exist, but the guess contains some or is unknown. */
function isContradicted(
  { kind, context }: BuildEvidence,
  guess: string,
  sources: readonly string[],
  { tree, truncated = false }: WorkspaceBuilds,
): boolean {
  if (!weakKinds.has(kind) || context === guess) return false;
  const named = distinctive(sources);
  if (named.length === 0 || countIn(context, named, tree) > 0) return false;
  return countIn(guess, named, tree) > 0 || (truncated && tree.children(guess).length === 0);
}

function rankOf({ kind }: BuildEvidence): number {
  return evidenceKinds.indexOf(kind);
}

/** The number of folders between the folder of the evidence and that of the Dockerfile, up and down. */
function distance({ path, dockerfile }: BuildEvidence): number {
  const [from, to] = [foldersAbove(path), foldersAbove(dockerfile)];
  return from.length + to.length - 2 * from.filter((folder) => to.includes(folder)).length;
}

/** In a cut listing that does not contain the Dockerfile's own folder, nothing says that another folder fits better. */
function fittingFolder(dockerfile: string, sources: readonly string[], { tree, truncated = false }: WorkspaceBuilds): string {
  const named = distinctive(sources);
  const own = parentOf(dockerfile);
  if (truncated && tree.children(own).length === 0) return own;
  let best = { folder: own, found: 0 };
  for (const folder of [...foldersAbove(dockerfile), '']) {
    const found = countIn(folder, named, tree);
    if (found > best.found) best = { folder, found };
  }
  return best.folder;
}

/** The sources as context paths, without those that exist in every folder. */
function distinctive(sources: readonly string[]): readonly string[] {
  return [...new Set(sources.map(contextPath))].filter((source) => /[^./*?]/.test(source));
}

function countIn(folder: string, sources: readonly string[], tree: EntryTree): number {
  return sources.filter((source) => tree.matching(joinPath(folder, source)).length > 0).length;
}
