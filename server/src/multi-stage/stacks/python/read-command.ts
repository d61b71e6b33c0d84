import { hasRole } from '../../../knowledge/programs.ts';
import { baseName, parentOf, shellPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Build, Effect } from '../../core/effects.ts';
import { packageFolder } from '../../../facts/commands/package-folder.ts';

/** Reads a command of Python's package managers, virtual environments and known scripts; undefined for other programs. */
export function readPythonCommand(command: CommandFact): Effect | undefined {
  const { packages, program = '' } = command;
  if (packages) return readPackageManager(command, packages);
  // The commands after it have another PATH.
  if ((program === '.' || program === 'source') && command.args[0]?.value.endsWith('/bin/activate')) return { kind: 'shell-state' };
  return /^python[\d.]*$/.test(program) ? readInterpreter(command) : undefined;
}

function readPackageManager(command: CommandFact, packages: PackageCommand): Build | undefined {
  const { tool, verb } = packages;
  if (tool === 'pip') {
    if (command.folder === undefined) return undefined;
    if (verb === 'install') return installBuild(packages, command.folder);
    return verb === 'remove' || verb === 'download' ? cacheBuild(tool) : undefined;
  }
  if (!hasRole(tool, 'pythonEnvironmentManager')) return undefined;
  const folder = packageFolder(command, '--prefix', '-C', '--cwd', '--dir', '--directory', '--project');
  return folder === undefined ? undefined : readManager(command, packages, folder);
}

/** Verbs that change settings and caches, or only check and print. */
const cacheVerbs =
  /^(?:cache|check|config|env|lock|self|show|use|version|python pin|pip (?:check|compile|freeze|list|show|uninstall)|requirements)\b/;

/** A command of a manager of environments. */
function readManager(command: CommandFact, packages: PackageCommand, folder: string): Build | undefined {
  const { verb, verbText, args, tool } = packages;
  if (verbText === 'venv') return environmentBuild(args.operands[0]?.value ?? '.venv', folder);
  if (verb === 'install') return installBuild(packages, folder);
  if (cacheVerbs.test(verbText)) return cacheBuild(tool);
  if (/^(?:export|build)$/.test(verbText)) return otherBuild(tool, folder);
  if (verb !== 'run') return undefined;
  const words = command.args.map(({ value }) => value);
  const at = words.findIndex((word) => word.endsWith('.py'));
  return at < 0 ? undefined : readScript(words[at]!, words[at + 1], folder);
}

function environmentBuild(target: string | undefined, folder: string): Build | undefined {
  const path = target === undefined ? undefined : shellPath(folder, target);
  if (path === undefined) return undefined;
  const artifacts = [artifactAt(path, true)];
  return { kind: 'build', role: 'environment', stack: 'python', program: 'python', folder: undefined, artifacts, packages: undefined };
}

function installBuild(packages: PackageCommand, folder: string): Build {
  return { kind: 'build', role: 'dependencies', stack: 'python', program: packages.tool, folder, artifacts: undefined, packages };
}

/** Modules that only check or compile what is there. spaCy installs its models with pip. */
const cacheModules: ReadonlySet<string> = new Set(['compileall', 'pytest', 'unittest', 'mypy', 'flake8', 'black', 'ruff']);

/** What another module or `-c` does is not known. */
function readInterpreter(command: CommandFact): Build | undefined {
  const { args, folder } = command;
  const [first, second, third] = args;
  if (folder === undefined) return undefined;
  if (first && !first.value.startsWith('-')) return readScript(first.value, second?.value, folder);
  if (first?.value !== '-m' || !second) return undefined;
  const module = second.value;
  if (cacheModules.has(module) || (module === 'spacy' && third?.value === 'download')) return cacheBuild('python');
  if (module !== 'venv' && module !== 'virtualenv') return undefined;
  const target = args.findLast(({ value }) => !value.startsWith('-'));
  return environmentBuild(target && target !== second ? command.valueOfWord(target) : undefined, folder);
}

/** Verbs of scripts that write below their folder (or where Django's settings say), and install nothing elsewhere. */
const scriptVerbs: Readonly<Record<string, RegExp>> = {
  'manage.py': /^(?:check|collectstatic|compilemessages|compress|createcachetable|loaddata|makemigrations|migrate|test)$/,
  'setup.py': /^build(?:_ext)?$/,
};

/** What other scripts do is not known: many download models or data to a folder of the user. */
function readScript(script: string, verb: string | undefined, folder: string): Build | undefined {
  const name = baseName(script);
  const isKnown = Object.hasOwn(scriptVerbs, name) && scriptVerbs[name]!.test(verb ?? '');
  const path = shellPath(folder, script);
  return isKnown && path !== undefined ? otherBuild(name === 'manage.py' ? verb! : name, parentOf(path)) : undefined;
}
