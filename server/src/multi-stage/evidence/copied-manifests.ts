import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import type { BuildContext } from '../../context/build-context.ts';
import { EntryTree } from '../../context/entry-tree.ts';
import type { ProjectFiles } from '../../manifests/files.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import type { Manifests, ProjectByEcosystem } from '../../manifests/manifests.ts';
import { filesByTarget } from '../core/project.ts';
import type { CopiedFile, ProjectSources } from '../core/project.ts';

/** The project files among what is copied into the image; undefined when the context is not known. */
export function copiedManifests({ files, context }: ProjectSources): Manifests | undefined {
  return files && manifestsOf(imageFiles(files, context).now());
}

/** The project of a folder of the image, as far as its manifests are copied there and were read. */
export function copiedProject<E extends keyof ProjectByEcosystem>(
  sources: ProjectSources,
  ecosystem: E,
  folder: string,
): ProjectByEcosystem[E] | undefined {
  return copiedManifests(sources)?.project(ecosystem, folder.slice(1));
}

/** Reads the copied files in steps, so that the functions above are fast. */
export function* prepareCopiedManifests(files: readonly CopiedFile[], context: BuildContext): Work<void> {
  yield* imageFiles(files, context).inSteps();
}

/** The copied files under their paths in the image, without the leading slash. */
const imageFiles = memoizeWeak((files: readonly CopiedFile[], context: BuildContext) => new LazyWork(() => readImageFiles(files, context)));

function* readImageFiles(files: readonly CopiedFile[], context: BuildContext): Work<ProjectFiles> {
  const sources = yield* filesByTarget(files).inSteps();
  const entries = [...sources.keys()].map((target) => ({ path: target.slice(1), kind: 'file' as const, size: 0 }));
  yield;
  const tree = yield* EntryTree.inSteps(entries);
  return {
    isImage: true,
    text: (path) => {
      const source = sources.get(`/${path}`);
      return source && context.text(source.path);
    },
    has: (path) => tree.entry(path) !== undefined,
    match: (pattern) => {
      const found = tree.matching(pattern, true).flatMap((entry) => (entry.kind === 'directory' ? tree.below(entry.path) : [entry]));
      return { files: found.filter(({ kind }) => kind === 'file') };
    },
  };
}
