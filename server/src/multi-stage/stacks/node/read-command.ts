import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { ShellWord } from '../../../shell/script.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Build, BuildRole, Effect } from '../../core/effects.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';
import type { ProjectSources } from '../../core/project.ts';
import { namesPathOutside } from '../../core/read-build-tool.ts';
import { packageFolder } from '../../../facts/commands/package-folder.ts';
import { outputsOf } from './outputs.ts';
import { readPackageJson } from './package-json.ts';
import { resolveAll } from './scripts.ts';

/** Commands that fill caches, or only check or print the project. */
const cacheVerbs = /^(?:test|t|tst|env|version|list|config|audit|fund|doctor|check|cache|store|login|whoami|get|set|ping|set version)\b/;

/** Reads a command of Node's package managers and of tools that projects run with Node; undefined for other programs. */
export function readNodeCommand(command: CommandFact, sources: ProjectSources): Effect | undefined {
  const { packages, program = '', folder } = command;
  if (packages) return hasRole(packages.tool, 'nodeManager') ? readPackageManager(command, packages, sources) : undefined;
  // It sets up the package manager, which the container may start too.
  if (program === 'corepack') return { kind: 'setup', program, repeatable: true, paths: [] };
  if (folder === undefined || !hasRole(program, 'nodeTool')) return undefined;
  const words = command.args.map(({ value }) => value);
  return namesPathOutside(words, folder) ? undefined : compileBuild(command, folder, [command.inner.name ?? '', ...words], sources);
}

function readPackageManager(command: CommandFact, packages: PackageCommand, sources: ProjectSources): Build | undefined {
  const folder = packageFolder(command, '--prefix', '-C', '--cwd', '--dir', '--directory');
  if (folder === undefined) return undefined;
  const { verb, verbText, args, project, tool } = packages;
  const isGlobal =
    verbText === 'global add' || optionOf(args, '-g', '--global') !== undefined || optionOf(args, '--location')?.value === 'global';
  if (verb === 'install' && isGlobal) return nodeBuild('global-install', command, undefined);
  if (verb === 'install' && project) return nodeBuild('dependencies', command, folder);
  if (verb === 'run') return readScript(command, packages, folder, sources);
  if (cacheVerbs.test(verbText)) return cacheBuild(tool);
  const changesDependencies =
    verb === 'install' || verb === 'remove' || verb === 'upgrade' || verbText === 'rebuild' || verbText === 'dedupe';
  if (changesDependencies) return otherBuild(tool, folder);
  // `yarn tsc` and `pnpm lint` run a script or a program of the project.
  return tool === 'npm' || verbText === '' ? undefined : scriptBuild(command, packages, folder, verbText, args.operands, sources);
}

function nodeBuild(role: BuildRole, { packages, program = '' }: CommandFact, folder: string | undefined): Build {
  return { kind: 'build', role, stack: 'node', program: packages?.tool ?? program, folder, artifacts: undefined, packages };
}

/** `npm run build`, `yarn test`. */
function readScript(command: CommandFact, packages: PackageCommand, folder: string, sources: ProjectSources): Build | undefined {
  const { verbText, args, tool } = packages;
  const isRun = /^(?:run|run-script|rum|urn)$/.test(verbText);
  const name = isRun ? args.operands[0]?.value : verbText;
  if (name === undefined) return undefined;
  if (/^(?:test|t|tst)$/.test(name)) return cacheBuild(tool);
  return scriptBuild(command, packages, folder, name, args.operands.slice(isRun ? 1 : 0), sources);
}

/** A script with its additional words. Options that Yarn and pnpm pass on look like their own; with such an option, the result is unknown. */
function scriptBuild(
  command: CommandFact,
  { tool, args }: PackageCommand,
  folder: string,
  name: string,
  passedOn: readonly ShellWord[],
  sources: ProjectSources,
): Build | undefined {
  const words = passedOn.map(({ value }) => value);
  if (namesPathOutside(words, folder)) return undefined;
  const isPlain = tool === 'npm' || args.options.every((option) => /^--?(?:s|silent|if-present)$/.test(option.name));
  return isPlain ? compileBuild(command, folder, ['npm', 'run', name, '--', ...words], sources) : otherBuild(tool, folder);
}

/** A build whose artifacts are the folders that the command writes, with the scripts of package.json resolved. */
function compileBuild(command: CommandFact, folder: string, words: CommandWords, sources: ProjectSources): Build {
  const packageJson = readPackageJson(sources, folder);
  const commands = packageJson && resolveAll(packageJson, [words]);
  const outputs = commands && outputsOf(packageJson, commands);
  const tools = commands?.map(({ words: [program = ''] }) => baseName(program));
  return { ...nodeBuild('compile', command, folder), tools, artifacts: outputs?.map((path) => artifactAt(path, true)) };
}
