import type { BuildContext } from '../context/build-context.ts';
import { installFiles } from '../knowledge/install-files.ts';
import type { Ecosystem } from '../knowledge/project-files.ts';
import { manifestsOf } from '../manifests/manifests.ts';

/** Tools that install packages of an ecosystem, although they read no project. */
const ecosystems: Readonly<Record<string, Ecosystem>> = { pip: 'python', pipx: 'python', gem: 'bundler' };

/**
 * The version of a package in the lock files of the build context. Returns undefined if there is none, or if the projects have different
 * ones.
 */
export function lockedVersion(tool: string, name: string, build: BuildContext): string | undefined {
  const ecosystem = ecosystems[tool] ?? (Object.hasOwn(installFiles, tool) ? installFiles[tool]!.ecosystem : undefined);
  if (ecosystem === undefined || build.snapshot.state !== 'known') return undefined;
  const projects = manifestsOf(build).projects.filter((project) => project.ecosystem === ecosystem);
  const versions = new Set(
    projects.flatMap((project) =>
      project.locked().flatMap((locked) => (locked.name === name && !locked.local ? (locked.version ?? []) : [])),
    ),
  );
  return versions.size === 1 ? [...versions][0] : undefined;
}
