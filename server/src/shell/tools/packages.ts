import type { ShellCommand, ShellWord } from '../script.ts';
import { apkTools } from './apk.ts';
import { aptTools } from './apt.ts';
import { compiledTools } from './compiled.ts';
import { hasOption } from './options.ts';
import { nodeTools } from './node.ts';
import { readToolCommand } from './package-tool.ts';
import type { PackageCommand, PackageTool } from './package-tool.ts';
import { pacmanTools } from './pacman.ts';
import { pythonTools } from './python.ts';
import { rpmTools } from './rpm.ts';
import { scriptedTools } from './scripted.ts';
import { programOf } from './unwrap.ts';

export type { PackageCommand, PackageRequest, PackageVerb } from './package-tool.ts';

const tools: readonly PackageTool[] = [
  ...aptTools,
  ...apkTools,
  ...rpmTools,
  ...pacmanTools,
  ...nodeTools,
  ...pythonTools,
  ...compiledTools,
  ...scriptedTools,
];

/** Reads the command of a package manager. Returns undefined for any other command. The command has no wrappers. */
export function readPackageCommand(outer: ShellCommand): PackageCommand | undefined {
  const command = resolveModule(outer);
  const { nameWord } = command;
  const program = programOf(command);
  if (program === undefined || !nameWord) return undefined;
  const tool = tools.find((candidate) => candidate.program.test(program));
  return tool && readToolCommand(tool, command, nameWord);
}

/** Whether the command only prints what it would do. */
export function isSimulated({ tool, args }: PackageCommand): boolean {
  const isDryRun = hasOption(args, '--simulate', '--dry-run', '--just-print', '--no-act', '--print-uris', '--help');
  return isDryRun || (tool.startsWith('apt') && hasOption(args, '-s'));
}

/** Interpreters that run a package manager given as a module or an archive, and their options with a value. */
const interpreters: readonly { readonly program: RegExp; readonly module: RegExp | undefined; readonly valued: readonly string[] }[] = [
  { program: /^(python(\d+(\.\d+)?)?|pypy3?)$/, module: /^-[A-Za-z]*m$/, valued: ['-W', '-X'] },
  { program: /^php(\d+(\.\d+)?)?$/, module: undefined, valued: ['-d', '-c'] },
  { program: /^corepack$/, module: undefined, valued: [] },
];

/** Converts `python3 -m pip install x` to `pip install x`, and `php composer.phar install` to `composer.phar install`. */
function resolveModule(command: ShellCommand): ShellCommand {
  const { args } = command;
  const name = programOf(command);
  const interpreter = name === undefined ? undefined : interpreters.find(({ program }) => program.test(name));
  if (!interpreter) return command;
  const at = moduleAt(args, interpreter.module, interpreter.valued);
  const nameWord = args[at];
  return nameWord?.literal ? { ...command, name: nameWord.value, nameWord, args: args.slice(at + 1) } : command;
}

function moduleAt(args: readonly ShellWord[], module: RegExp | undefined, valued: readonly string[]): number {
  for (let i = 0; i < args.length; i++) {
    const { value } = args[i]!;
    if (module?.test(value)) return i + 1;
    if (!value.startsWith('-')) return module ? -1 : i;
    if (valued.includes(value)) i++;
  }
  return -1;
}
