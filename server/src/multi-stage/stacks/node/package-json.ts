import { joinPath } from '../../../base/paths.ts';
import { npmRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NativeRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NodeProject } from '../../../manifests/node/project.ts';
import { filesByTarget, textAt } from '../../core/project.ts';
import type { ProjectSources } from '../../core/project.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';

/** What a package.json and the files in its folder say. */
export interface PackageJson {
  /** Its folder in the image, absolute. */
  readonly folder: string;
  /** What the project files say, whatever it is asked for. */
  readonly facts: NodeProject;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  readonly needs: readonly NativeRequirements[];
  /** Whether a package is a dependency or a development dependency. */
  readonly has: (name: string) => boolean;
  /** Whether the folder has a file. */
  readonly hasFile: (name: string) => boolean;
  /** The text of a file in the folder, as far as it was read. */
  readonly textOf: (name: string) => string | undefined;
}

/** Reads the package.json in a folder of the image; undefined when it is not known. */
export function readPackageJson(sources: ProjectSources, folder: string): PackageJson | undefined {
  const found = copiedProject(sources, 'node', folder);
  if (!sources.files || !found) return undefined;
  const targets = filesByTarget(sources.files).now();
  const namesOf = (dev: boolean): ReadonlySet<string> =>
    new Set(found.dependencies.filter((one) => one.dev === dev).map(({ name }) => name));
  const dependencies = namesOf(false);
  const devDependencies = namesOf(true);
  return {
    folder,
    facts: found,
    scripts: found.manifest.scripts,
    dependencies,
    devDependencies,
    needs: [...dependencies].flatMap((name) => npmRequirements(name) ?? []),
    has: (name) => dependencies.has(name) || devDependencies.has(name),
    hasFile: (name) => targets.has(joinPath(folder, name)),
    textOf: (name) => textAt(sources, joinPath(folder, name)),
  };
}
