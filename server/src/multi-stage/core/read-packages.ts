import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { shellPath } from '../../base/paths.ts';
import type { ShellWord } from '../../shell/script.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Action, Build } from './actions.ts';
import { namesOtherPlace } from './read-project-tool.ts';

/** What a command of a package manager does; undefined for one that is not known here. */
export function readPackages(command: PackageCommand, fact: CommandFact): Action | undefined {
  if (command.verb === 'clean') return { kind: 'clean', ofLanguage: command.kind === 'language' };
  if (command.kind === 'system') return readSystem(command, fact);
  const build = languageBuild(command, fact);
  return build && { kind: 'build', build };
}

function readSystem(command: PackageCommand, fact: CommandFact): Action | undefined {
  const { tool, verb, packages, args, verbText } = command;
  const manager = tool === 'apk' ? 'apk' : hasRole(tool, 'apt') ? 'apt' : undefined;
  if (!manager) return undefined;
  if (verb === 'update') return { kind: 'refresh' };
  if (verb === 'remove' || /^auto-?remove$/.test(verbText))
    return { kind: 'remove', names: packages.map(({ word }) => fact.valueOfWord(word) ?? word.raw) };
  if (verb === 'upgrade' && packages.length === 0) return { kind: 'setup', program: tool, repeatable: true, paths: [] };
  if (verb !== 'install' && verb !== 'upgrade') return undefined;
  // A package that is a file of the context, an address or a variable is none that a table knows.
  if (packages.some(({ source, word }) => source !== 'repository' || !word.literal)) return undefined;
  const virtual = manager === 'apk' ? optionOf(args, '-t', '--virtual')?.value : undefined;
  return { kind: 'install', manager, packages, virtual };
}

/** Verbs that fill or read caches, or only look at the project. */
const lookingVerbs =
  /^(?:mod (?:download|tidy|verify|vendor)|vet|test|t|tst|fmt|env|version|list|config|audit|fund|doctor|check|cache|store|login|whoami|get|set|ping|set version)\b/;

function languageBuild(command: PackageCommand, fact: CommandFact): Build | undefined {
  const folder = folderOf(command, fact);
  if (folder === undefined) return undefined;
  const { tool, verbText, verb } = command;
  switch (tool) {
    case 'go':
      if (verb === 'build' || verbText === 'install') return goBuild(command, folder, fact);
      if (verbText === 'get' || lookingVerbs.test(verbText)) return { what: 'cache' };
      return { what: 'tool', folder, program: 'go' };
    case 'npm':
    case 'yarn':
    case 'pnpm':
    case 'bun':
      return nodeBuild(command, folder);
    case 'pip':
      return verb === 'install'
        ? { what: 'pip', folder, command }
        : verb === 'remove' || verb === 'download'
          ? { what: 'cache' }
          : undefined;
    case 'pipenv':
    case 'poetry':
    case 'pdm':
    case 'uv':
    case 'conda':
    case 'pipx':
      return { what: 'python-manager', folder, command };
    default:
      return undefined;
  }
}

function goBuild(command: PackageCommand, folder: string, fact: CommandFact): Build {
  const option = optionOf(command.args, '-o', '--o');
  const value = option?.valueWord ? fact.valueOfWord(option.valueWord) : /[$`]/.test(option?.value ?? '$') ? undefined : option?.value;
  const output = option && (value === undefined ? 'unknown' : { path: value });
  return { what: 'go', folder, command, output, bin: fact.environment('GOBIN') ?? `${fact.environment('GOPATH') ?? '/go'}/bin` };
}

function nodeBuild(command: PackageCommand, folder: string): Build | undefined {
  const { verb, verbText, packages, args, project, tool } = command;
  const global =
    verbText === 'global add' || optionOf(args, '-g', '--global') !== undefined || optionOf(args, '--location')?.value === 'global';
  if (verb === 'install' && global) return { what: 'node-global', packages };
  if (verb === 'install' && project) return { what: 'node-install', folder, command };
  if (verb === 'run') return nodeScript(command, folder);
  if (lookingVerbs.test(verbText)) return { what: 'cache' };
  const changesDependencies =
    verb === 'install' || verb === 'remove' || verb === 'upgrade' || verbText === 'rebuild' || verbText === 'dedupe';
  if (changesDependencies) return { what: 'tool', folder, program: tool };
  // `yarn tsc` and `pnpm lint` run a script or a program of the project.
  return tool === 'npm' || verbText === '' ? undefined : scriptWith(command, folder, verbText, args.operands);
}

function nodeScript(command: PackageCommand, folder: string): Build | undefined {
  const { verbText, args } = command;
  const isRun = /^(?:run|run-script|rum|urn)$/.test(verbText);
  const named = isRun ? args.operands[0]?.value : verbText;
  if (named === undefined) return undefined;
  return /^(?:test|t|tst)$/.test(named) ? { what: 'cache' } : scriptWith(command, folder, named, args.operands.slice(isRun ? 1 : 0));
}

/** A script with what is passed on to it. Options that Yarn and pnpm pass on are not told from their own: then anything may be made. */
function scriptWith({ tool, args }: PackageCommand, folder: string, script: string, passed: readonly ShellWord[]): Build | undefined {
  const more = passed.map(({ value }) => value);
  if (namesOtherPlace(more, folder)) return undefined;
  const isPlain = tool === 'npm' || args.options.every(({ name }) => /^--?(?:s|silent|if-present)$/.test(name));
  return isPlain ? { what: 'node-script', folder, script, more } : { what: 'tool', folder, program: tool };
}

/** Where it works: the working directory, unless an option (`--prefix`, `-C`) names another. */
function folderOf({ args, tool }: PackageCommand, fact: CommandFact): string | undefined {
  const names = tool === 'go' ? ['-C'] : tool === 'pip' ? [] : ['--prefix', '-C', '--cwd', '--dir', '--directory'];
  const option = optionOf(args, ...names);
  if (!option) return fact.folder;
  const value = option.valueWord ? fact.valueOfWord(option.valueWord) : option.value;
  return value === undefined ? undefined : shellPath(fact.folder, value);
}
