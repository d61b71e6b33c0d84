import { baseName } from '../../../base/paths.ts';
import { commandsInFolders } from '../../../model/working-folder.ts';
import { effectsOf } from '../../../shell/effects.ts';
import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { readPackageCommand } from '../../../shell/tools/packages.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** An install that goes by the project's manifests, and the folder that it runs in. */
export interface ProjectInstall {
  readonly command: PackageCommand;
  readonly folder: string | undefined;
}

/** What a RUN has to do with the project's sources. */
export interface RunRole {
  /** Installs by manifest, in order. */
  readonly installs: readonly ProjectInstall[];
  /** The first install of whatever kind; what the finding names. */
  readonly first: PackageCommand | undefined;
  /** How many of the script's pieces are free of the sources: all of them, or those up to the first that may need them. */
  readonly free: number;
  /** The RUN can be cut behind the free pieces: `&&` up to there, and nothing of their shell's state is wanted later. */
  readonly divisible: boolean;
}

/** Commands that have nothing to do with the sources, whatever they are given. */
const aside: ReadonlySet<string> = new Set([
  'adduser', 'addgroup', 'cd', 'corepack', 'groupadd', 'set', 'true', 'update-ca-certificates', 'useradd', 'usermod',
]); // prettier-ignore

/** Reads a RUN's script piece by piece. `folder`: the WORKDIR. */
export function roleOf(script: ShellScript, folder: string | undefined): RunRole {
  const folders = new Map(commandsInFolders(script, folder).map((placed) => [placed.command, placed.folder]));
  const installs: ProjectInstall[] = [];
  let first: PackageCommand | undefined;
  let free = 0;
  for (const piece of script.pieces) {
    const [command, ...others] = piece.commands;
    if (!command || others.length > 0 || piece.kind !== 'command' || piece.background) break;
    const kind = kindOf(command);
    if (kind === 'unknown') break;
    const packages = readPackageCommand(command);
    if (kind === 'project') installs.push({ command: packages!, folder: folders.get(command) });
    if (packages && (kind === 'project' || packages.verb === 'install')) first ??= packages;
    free++;
  }
  return { installs, first, free, divisible: isDivisible(script, free) };
}

/** `project`: installs by manifest. `free`: needs no sources. `unknown`: may need them. */
function kindOf(command: ShellCommand): 'project' | 'free' | 'unknown' {
  const packages = readPackageCommand(command);
  if (packages) return kindOfPackages(packages);
  if (command.nameWord === undefined) return 'free';
  const name = command.name === undefined ? '' : baseName(command.name);
  if (aside.has(name)) return 'free';
  if (name === 'mkdir' || name === 'rm')
    return command.args.every(({ value }) => /^(?:-|\/(?:var|tmp|root\/\.)|\/etc)/.test(value)) ? 'free' : 'unknown';
  return 'unknown';
}

function kindOfPackages({ kind, tool, verb, verbText, project, packages, args }: PackageCommand): 'project' | 'free' | 'unknown' {
  if (verbText.startsWith('config') || verb === 'clean') return 'free';
  if (kind === 'system') return packages.every(({ source }) => source !== 'path') && verb !== 'other' ? 'free' : 'unknown';
  if (verb !== 'install' && verb !== 'download') return 'unknown';
  if (project) return 'project';
  // Packages by name: these tools write them into the project's manifest, the others do not look at it.
  const writes =
    ['npm', 'yarn', 'pnpm', 'bun', 'poetry', 'pdm', 'pipenv', 'composer', 'go'].includes(tool) || (tool === 'uv' && verbText === 'add');
  const global =
    hasOption(args, '-g', '--global') || verbText.startsWith('global') || (tool === 'go' && packages.every(({ version }) => version));
  return writes && !global ? 'unknown' : 'free';
}

function isDivisible(script: ShellScript, free: number): boolean {
  const cut = script.pieces[free];
  if (!cut || free === 0 || script.pieces.slice(1, free + 1).some(({ operator }) => operator !== '&&')) return false;
  return effectsOf(script).every(({ start, kind }) => start >= cut.start || kind === 'list');
}
