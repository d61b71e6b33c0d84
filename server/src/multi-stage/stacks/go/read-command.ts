import { baseName, isWithin, joinPath, shellPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Artifact, Effect } from '../../core/effects.ts';
import { containerCommandsOf } from '../../core/project.ts';
import type { ProjectSources } from '../../core/project.ts';
import { packageFolder } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { startedFrom } from '../compiled.ts';

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
  const bin = command.environment('GOBIN') ?? `${command.environment('GOPATH') ?? '/go'}/bin`;
  const output =
    packages.verbText === 'install' ? installedAs(packages, folder, bin, sources) : builtAs(command, packages, folder, sources);
  if (output === undefined) return undefined;
  const isFolder = output === bin;
  const isStartedByName = !containerCommandsOf(sources).some(([program = '']) => isWithin(output, program));
  if (!isWithin(bin, output) || !isStartedByName) return artifactAt(output, isFolder);
  return { source: output, destination: isFolder ? '/usr/local/bin' : `/usr/local/bin/${baseName(output)}`, isFolder };
}

/** What `go build` writes; undefined when that is nothing, or not known. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies */
function builtAs(command: CommandFact, { args }: PackageCommand, folder: string, sources: ProjectSources): string | undefined {
  const packages = args.operands.map(({ value }) => value);
  const option = optionOf(args, '-o', '--o');
  if (!option) {
    const name = programName(packages, folder, sources);
    return name === undefined ? startedFrom(sources, folder) : joinPath(folder, name);
  }
  const output = option.valueWord ? command.valueOfWord(option.valueWord) : option.value;
  const path = output === undefined ? undefined : shellPath(folder, output);
  if (output === undefined || path === undefined) return undefined;
  const isFolder = /(?:\/|^\.{1,2})$/.test(output) || isWithin(path, folder);
  const name = isFolder ? programName(packages, folder, sources) : '';
  return name === undefined ? undefined : joinPath(path, name);
}

function installedAs({ packages }: PackageCommand, folder: string, bin: string, sources: ProjectSources): string {
  const names = packages.map(({ name }) => name);
  const name = names.length > 1 ? undefined : programName(names, folder, sources);
  return name === undefined ? bin : joinPath(bin, name);
}

/** The name that Go gives to the program of one package; undefined when it is not known. */
function programName(packages: readonly string[], folder: string, sources: ProjectSources): string | undefined {
  const [first = '.'] = packages;
  if (first.endsWith('.go')) return baseName(first).slice(0, -'.go'.length);
  if (packages.length > 1 || first.includes('...') || /[$`*]/.test(first)) return undefined;
  const path = shellPath(folder, first);
  if (path !== undefined && path !== folder && isWithin(folder, path)) return lastElement(path);
  if (path !== folder) return lastElement(first);
  const module = copiedProject(sources, 'go', folder)?.module;
  return module && lastElement(module);
}

/** The program name of an import path: `example.com/tool/v2` is `tool`. */
function lastElement(path: string): string {
  return baseName(path.replace(/@.*$/, '').replace(/\/v\d+$/, ''));
}
