import { baseName, parentOf, shellPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Build, Effect } from '../../core/effects.ts';
import { packageFolder } from '../../../facts/commands/package-folder.ts';

/** Tasks of sbt, Leiningen and similar tools that only download, check or print. */
const cacheTask = /^(?:update|deps|reload|test|check|about|version|evicted|classpath|ancient|-P|-Sdeps)$/;

/** Reads a command of the build tools for the Java virtual machine; undefined for other programs. */
export function readJavaCommand(command: CommandFact): Effect | undefined {
  const { packages, program = '', folder, args } = command;
  if (packages?.tool === 'maven' || packages?.tool === 'gradle') return readBuildTool(command, packages);
  if (packages || folder === undefined) return undefined;
  const words = args.map(({ value }) => value);
  // Layers of Spring Boot, and the classes of a jar, are unpacked into the folder.
  if (program === 'java') return words.some((word) => word.startsWith('-Djarmode=')) ? otherBuild(program, folder) : undefined;
  if (program === 'jar') return otherBuild(program, folder);
  if (!hasRole(program, 'javaRunner')) return undefined;
  const tasks = words.filter((word) => !word.startsWith('-'));
  return tasks.length > 0 && tasks.every((task) => cacheTask.test(task)) ? cacheBuild(program) : compiles(program, folder, undefined);
}

function readBuildTool(command: CommandFact, packages: PackageCommand): Effect | undefined {
  const { tool, verb } = packages;
  const folder = projectFolder(command, packages);
  if (folder === undefined) return undefined;
  if (verb === 'download' || verb === 'other') return cacheBuild(tool);
  return verb === 'build' ? compiles(tool, folder, packages) : undefined;
}

/** The folder of the pom.xml that -f names, of --project-dir for Gradle, or the working directory. */
function projectFolder(command: CommandFact, { tool, args }: PackageCommand): string | undefined {
  if (tool === 'gradle') return packageFolder(command, '-p', '--project-dir');
  const option = optionOf(args, '-f', '--file');
  const file = option && (option.valueWord ? command.valueOfWord(option.valueWord) : option.value);
  if (!option) return command.folder;
  const path = file === undefined ? undefined : shellPath(command.folder, file);
  return path !== undefined && baseName(path).endsWith('.xml') ? parentOf(path) : path;
}

function compiles(program: string, folder: string, packages: PackageCommand | undefined): Build {
  return { kind: 'build', role: 'compile', stack: 'java', program, folder, artifacts: undefined, packages };
}
