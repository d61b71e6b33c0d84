import { absolutePath, baseName, foldersAbove, joinPath } from '../../../base/paths.ts';
import { cargoFolder, cargoPrograms } from '../../../facts/cargo/build.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Artifact, Effect } from '../../core/effects.ts';
import { containerCommandsOf, containerFolder } from '../../core/project.ts';
import type { ProjectSources } from '../../core/project.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';

/** Commands that fill caches and the target folder with what later builds use, or only check or print the project. */
const cacheVerbs = /^(?:fetch|vendor|update|check|c|test|t|bench|clippy|fmt|doc|tree|metadata|generate-lockfile|chef (?:cook|prepare))$/;

/** Reads a command of Cargo and rustup; undefined for other programs. */
export function readRustCommand(command: CommandFact, sources: ProjectSources): Effect | undefined {
  const { packages, program } = command;
  if (program === 'rustup') return cacheBuild(program);
  if (packages?.tool !== 'cargo') return undefined;
  const folder = cargoFolder(command, packages);
  if (folder === undefined) return undefined;
  const { verb, verbText, local } = packages;
  if (cacheVerbs.test(verbText)) return cacheBuild('cargo');
  if (verbText === 'install' && !local) return { ...cacheBuild('cargo'), role: 'global-install', stack: 'rust', artifacts: undefined };
  if (verb !== 'build') return otherBuild('cargo', folder);
  const artifacts = verbText === 'install' ? installedPrograms(command, packages, folder, sources) : startedFromTarget(sources);
  return { kind: 'build', role: 'compile', stack: 'rust', program: 'cargo', folder: workspaceOf(folder, sources), artifacts, packages };
}

/** The folder of the workspace that the package in a folder belongs to, where Cargo builds; the folder itself without one. */
function workspaceOf(folder: string, sources: ProjectSources): string {
  return foldersAbove(folder).find((above) => copiedProject(sources, 'cargo', above)?.isWorkspace) ?? folder;
}

/** The programs below a `target` folder that the container starts by their path. */
function startedFromTarget(sources: ProjectSources): readonly Artifact[] | undefined {
  const workdir = containerFolder(sources);
  const paths = containerCommandsOf(sources).flatMap(([program = '']) => absolutePath(workdir, program) ?? []);
  const started = paths.filter((path) => /\/target\/(?:[^/$]+\/)?[^/$]+\/[^/$]+$/.test(path));
  return started.length > 0 ? [...new Set(started)].map((path) => artifactAt(path, false)) : undefined;
}

/**
 * The programs that `cargo install --path` puts into its folder and that the container starts. One that is started by its name is copied into a
 * folder of PATH, because Cargo's folder is not in PATH of the runtime image.
 */
function installedPrograms(
  command: CommandFact,
  packages: PackageCommand,
  folder: string,
  sources: ProjectSources,
): readonly Artifact[] | undefined {
  const bin = cargoPrograms(command, packages);
  if (bin === undefined || hasOption(packages.args, '--git')) return undefined;
  const bins = copiedProject(sources, 'cargo', folder)?.bins ?? [];
  const artifacts = containerCommandsOf(sources).flatMap(([program = '']): readonly Artifact[] => {
    if (bins.includes(program)) return [{ source: joinPath(bin, program), destination: `/usr/local/bin/${program}`, isFolder: false }];
    return program.startsWith(`${bin}/`) && bins.includes(baseName(program)) ? [artifactAt(program, false)] : [];
  });
  return artifacts.length > 0 ? artifacts : undefined;
}
