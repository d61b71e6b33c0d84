import { memoizeWeak } from '../../base/memoize.ts';
import type { BuildContext } from '../../context/build-context.ts';
import { entryTreeOf } from '../../context/entry-tree.ts';
import type { ProjectFiles } from '../../manifests/files.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import type { Manifests, ProjectByEcosystem } from '../../manifests/manifests.ts';
import type { CopiedFile, ProjectSources } from '../core/project.ts';

/** The project files among what is copied into the image; undefined when the context is not known. */
export function copiedManifests({ files, context }: ProjectSources): Manifests | undefined {
  return files && manifestsOf(imageFiles(files, context));
}

/** The project of a folder of the image, as far as its manifests are copied there and were read. */
export function copiedProject<E extends keyof ProjectByEcosystem>(
  sources: ProjectSources,
  ecosystem: E,
  folder: string,
): ProjectByEcosystem[E] | undefined {
  return copiedManifests(sources)?.project(ecosystem, folder.slice(1));
}

/** The copied files under their paths in the image, without the leading slash. */
const imageFiles = memoizeWeak((files: readonly CopiedFile[], context: BuildContext): ProjectFiles => {
  const sources = new Map(files.map(({ path, target }) => [target.slice(1), path]));
  const tree = entryTreeOf([...sources.keys()].map((path) => ({ path, kind: 'file', size: 0 })));
  return {
    isImage: true,
    text: (path) => (sources.has(path) ? context.text(sources.get(path)!) : undefined),
    has: (path) => tree.entry(path) !== undefined,
    match: (pattern) => {
      const found = tree.matching(pattern, true).flatMap((entry) => (entry.kind === 'directory' ? tree.below(entry.path) : [entry]));
      return { files: found.filter(({ kind }) => kind === 'file') };
    },
  };
});
