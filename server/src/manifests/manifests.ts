import { inFolderWith } from '../knowledge/folders.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import { baseName, parentOf } from '../base/paths.ts';
import { ecosystemOf } from '../knowledge/project-files.ts';
import type { Ecosystem } from '../knowledge/project-files.ts';
import { readBundlerProject } from './bundler.ts';
import type { BundlerProject } from './bundler.ts';
import { readCargoProject } from './cargo.ts';
import type { CargoProject } from './cargo.ts';
import { readComposerProject } from './composer.ts';
import type { ComposerProject } from './composer.ts';
import { readDotnetProject } from './dotnet.ts';
import type { DotnetProject } from './dotnet.ts';
import { ProjectReader } from './files.ts';
import type { ProjectFiles } from './files.ts';
import { readGoProject } from './go.ts';
import type { GoProject } from './go.ts';
import { readGradleProject } from './gradle.ts';
import type { GradleProject } from './gradle.ts';
import { readMavenProject } from './maven.ts';
import type { MavenProject } from './maven.ts';
import { readMixProject } from './mix.ts';
import type { MixProject } from './mix.ts';
import { readNodeProject } from './node/project.ts';
import type { NodeProject } from './node/project.ts';
import type { Project } from './project.ts';
import { readPythonProject } from './python/project.ts';
import type { PythonProject } from './python/project.ts';
import { readRequirements } from './python/requirements.ts';
import type { Requirements } from './python/requirements.ts';

/** The result of the reader of each ecosystem. */
export interface ProjectByEcosystem {
  readonly node: NodeProject;
  readonly python: PythonProject;
  readonly go: GoProject;
  readonly cargo: CargoProject;
  readonly maven: MavenProject;
  readonly gradle: GradleProject;
  readonly dotnet: DotnetProject;
  readonly composer: ComposerProject;
  readonly bundler: BundlerProject;
  readonly mix: MixProject;
}

/** The project files of a build context or an image. */
export interface Manifests {
  /** The project of a folder. Returns undefined if its manifest is missing or was not read. */
  project<E extends Ecosystem>(ecosystem: E, folder: string): ProjectByEcosystem[E] | undefined;
  /** A requirements file with everything that it includes, whatever its name. */
  requirements(path: string): Requirements;
  /** All projects, sorted by folder, except those of installed packages. */
  readonly projects: readonly Project[];
}

const readers: { readonly [E in Ecosystem]: (reader: ProjectReader) => ProjectByEcosystem[E] | undefined } = {
  node: readNodeProject,
  python: readPythonProject,
  go: readGoProject,
  cargo: readCargoProject,
  maven: readMavenProject,
  gradle: readGradleProject,
  dotnet: readDotnetProject,
  composer: readComposerProject,
  bundler: readBundlerProject,
  mix: readMixProject,
};

/** Folders of installed or generated files, whose manifests do not belong to the project. */
const isForeign = inFolderWith('versionControl', 'installed', 'vendored', 'generated', 'output', 'cache');

/** The projects in a set of files. Each is read once, on first access. The same set of files always has the same object. */
export const manifestsOf: (files: ProjectFiles) => Manifests = memoizeWeak((files) => {
  const byEcosystem = memoize((ecosystem: Ecosystem) =>
    memoize((folder: string): Project | undefined => readers[ecosystem](new ProjectReader(files, folder))),
  );
  const requirements = memoize((path: string) => readRequirements(files, path));
  return {
    project: <E extends Ecosystem>(ecosystem: E, folder: string) => byEcosystem(ecosystem)(folder) as ProjectByEcosystem[E] | undefined,
    requirements,
    get projects() {
      const paths = files.match('', { parents: true })?.files.map(({ path }) => path) ?? [];
      return projectFolders(paths).flatMap(({ ecosystem, folder }) => byEcosystem(ecosystem)(folder) ?? []);
    },
  };
});

export interface ProjectFolder {
  readonly ecosystem: Ecosystem;
  readonly folder: string;
}

/** The folders that contain a manifest, judged by file names; one entry per ecosystem, sorted. */
export function projectFolders(paths: readonly string[]): readonly ProjectFolder[] {
  const found = new Map<string, ProjectFolder>();
  for (const path of paths) {
    const ecosystem = isForeign(path) ? undefined : ecosystemOf(baseName(path));
    const folder = parentOf(path);
    if (ecosystem) found.set(`${folder}\n${ecosystem}`, { ecosystem, folder });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
