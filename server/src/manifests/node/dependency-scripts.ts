import { projectReadingPackages, selfContainedPackages } from '../../knowledge/install-scripts.ts';
import type { ProjectReader } from '../files.ts';
import type { Dependency, LockedPackage, SourceNeed } from '../project.ts';

/** The install scripts of a project's dependencies, as far as they read files of the project. */
export interface DependencyScripts {
  /** The packages whose script reads files that the project has. */
  readonly needs: readonly SourceNeed[];
  /** The packages with an install script of which it is unknown what it reads. */
  readonly unknown: readonly string[];
}

/** `locked`: the packages of the lock file; empty if there is none, or it cannot be read. Then only the direct dependencies are known. */
export function readDependencyScripts(
  reader: ProjectReader,
  dependencies: readonly Dependency[],
  locked: readonly LockedPackage[],
): DependencyScripts {
  const packages: readonly Pick<LockedPackage, 'name' | 'version' | 'hasInstallScript'>[] = locked.length > 0 ? locked : dependencies;
  const withScript = packages.filter(({ hasInstallScript }) => hasInstallScript !== false);
  const reading = withScript.filter(({ name, version }) => {
    const { files, until } = projectReadingPackages.get(name) ?? { files: [] };
    return isBefore(version, until) && files.some((pattern) => reader.matching(pattern).some(isOwnFile));
  });
  const unknown = withScript.filter(
    ({ name, hasInstallScript }) => hasInstallScript === true && !projectReadingPackages.has(name) && !selfContainedPackages.has(name),
  );
  return {
    needs: [...new Set(reading.map(({ name }) => name))].map((file) => ({ reason: 'script', file, what: 'postinstall' })),
    unknown: [...new Set(unknown.map(({ name }) => name))],
  };
}

/** Whether a version, or the lowest version of a range, is below a major version, or may be. */
function isBefore(version: string | undefined, major: number | undefined): boolean {
  const first = /\d+/.exec(version ?? '')?.[0];
  return major === undefined || first === undefined || Number(first) < major;
}

function isOwnFile(path: string): boolean {
  return !/(?:^|\/)node_modules\//.test(path);
}
