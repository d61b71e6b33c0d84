import { baseName, isWithin, joinPath, shellPath } from '../../base/paths.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { CommandFact } from '../commands/command.ts';

/** The option that names the program of a build. */
export const goOutputOptions: readonly string[] = ['-o', '--o'];

/**
 * What `go build` in a folder writes: the path of the program. Undefined when that is nothing, or not known. `module`: the path of the
 * module in that folder. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
export function builtProgram(
  command: CommandFact,
  { args }: PackageCommand,
  folder: string,
  module: string | undefined,
): string | undefined {
  const packages = args.operands.map(({ value }) => value);
  const option = optionOf(args, ...goOutputOptions);
  if (!option) {
    const name = programName(packages, folder, module);
    return name === undefined ? undefined : joinPath(folder, name);
  }
  const output = option.valueWord ? command.valueOfWord(option.valueWord) : option.value;
  const path = output === undefined ? undefined : shellPath(folder, output);
  if (output === undefined || path === undefined) return undefined;
  const isFolder = /(?:\/|^\.{1,2})$/.test(output) || isWithin(path, folder);
  const name = isFolder ? programName(packages, folder, module) : '';
  return name === undefined ? undefined : joinPath(path, name);
}

/** The program that `go install` writes, or the folder of programs if there are several, or their names are not known. */
export function installedProgram({ packages }: PackageCommand, folder: string, programs: string, module: string | undefined): string {
  const names = packages.map(({ name }) => name);
  const name = names.length > 1 ? undefined : programName(names, folder, module);
  return name === undefined ? programs : joinPath(programs, name);
}

/** The name that Go gives to the program of one package; undefined when it is not known. */
function programName(packages: readonly string[], folder: string, module: string | undefined): string | undefined {
  const [first = '.'] = packages;
  if (first.endsWith('.go')) return baseName(first).slice(0, -'.go'.length);
  if (packages.length > 1 || first.includes('...') || /[$`*]/.test(first)) return undefined;
  const path = shellPath(folder, first);
  if (path !== undefined && path !== folder && isWithin(folder, path)) return lastElement(path);
  if (path !== folder) return lastElement(first);
  return module && lastElement(module);
}

/** The program name of an import path: `example.com/tool/v2` is `tool`. */
function lastElement(path: string): string {
  return baseName(path.replace(/@.*$/, '').replace(/\/v\d+$/, ''));
}
