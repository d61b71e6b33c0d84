import { baseName, isWithin } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { goFolders } from '../../../facts/go/folders.ts';
import { builtProgram, goOutputOptions, installedProgram } from '../../../facts/go/output.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Artifact, Effect } from '../../core/effects.ts';
import { containerCommandsOf } from '../../core/project.ts';
import type { ProjectSources } from '../../core/project.ts';
import { packageFolder } from '../../../facts/commands/package-folder.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { startedFrom } from '../../families/compiled.ts';

/** Commands that fill caches, or only check or print the project. */
const cacheVerbs = /^(?:mod (?:download|tidy|verify|vendor)|get|vet|test|fmt|env|version|list)\b/;

/** Reads a command of the go tool; undefined for other programs. */
export function readGoCommand(command: CommandFact, sources: ProjectSources): Effect | undefined {
  const { packages } = command;
  if (packages?.tool !== 'go') return undefined;
  const folder = packageFolder(command, '-C');
  if (folder === undefined) return undefined;
  const { verb, verbText } = packages;
  if (verb === 'build' || verbText === 'install') {
    const artifact = artifactOf(command, packages, folder, sources);
    const artifacts = artifact && [artifact];
    return { kind: 'build', role: 'compile', stack: 'go', program: 'go', folder, artifacts, packages };
  }
  return cacheVerbs.test(verbText) ? cacheBuild('go') : otherBuild('go', folder);
}

/**
 * The program that a build makes, or the folder of programs that `go install` fills; undefined when it is not known. A program in GOBIN
 * that the container starts by its name is copied into a folder of PATH, because GOBIN is not in PATH of the runtime image.
 */
function artifactOf(command: CommandFact, packages: PackageCommand, folder: string, sources: ProjectSources): Artifact | undefined {
  const bin = goFolders(command).programs;
  const module = copiedProject(sources, 'go', folder)?.module;
  const built = (): string | undefined => builtProgram(command, packages, folder, module);
  const isNamed = hasOption(packages.args, ...goOutputOptions);
  const output =
    packages.verbText === 'install'
      ? installedProgram(packages, folder, bin, module)
      : (built() ?? (isNamed ? undefined : startedFrom(sources, folder)));
  if (output === undefined) return undefined;
  const isFolder = output === bin;
  const isStartedByName = !containerCommandsOf(sources).some(([program = '']) => isWithin(output, program));
  if (!isWithin(bin, output) || !isStartedByName) return artifactAt(output, isFolder);
  return { source: output, destination: isFolder ? '/usr/local/bin' : `/usr/local/bin/${baseName(output)}`, isFolder };
}
