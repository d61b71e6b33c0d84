import { factsAbout } from '../../../facts/commands/command.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { effectsOf } from '../../../shell/effects.ts';
import type { ShellScript } from '../../../shell/script.ts';
import { hasOption } from '../../../shell/tools/options.ts';
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

/** Reads a RUN's script piece by piece. `commands`: those of the script. */
export function roleOf(script: ShellScript, commands: readonly CommandFact[]): RunRole {
  const installs: ProjectInstall[] = [];
  let first: PackageCommand | undefined;
  let free = 0;
  for (const piece of script.pieces) {
    const [command, ...others] = factsAbout(piece.commands, commands);
    if (!command || others.length > 0 || piece.kind !== 'command' || piece.background) break;
    const kind = kindOf(command);
    if (kind === 'unknown') break;
    const { packages, folder } = command;
    if (kind === 'project') installs.push({ command: packages!, folder });
    if (packages && (kind === 'project' || packages.verb === 'install')) first ??= packages;
    free++;
  }
  return { installs, first, free, divisible: isDivisible(script, free) };
}

/** `project`: installs by manifest. `free`: needs no sources. `unknown`: may need them. */
function kindOf({ packages, inner, program = '', args }: CommandFact): 'project' | 'free' | 'unknown' {
  if (packages) return kindOfPackages(packages);
  if (inner.nameWord === undefined || hasRole(program, 'sourceFree')) return 'free';
  if (program === 'mkdir' || program === 'rm')
    return args.every(({ value }) => /^(?:-|\/(?:var|tmp|root\/\.)|\/etc)/.test(value)) ? 'free' : 'unknown';
  return 'unknown';
}

function kindOfPackages({ kind, tool, verb, verbText, project, packages, args }: PackageCommand): 'project' | 'free' | 'unknown' {
  if (verbText.startsWith('config') || verb === 'clean') return 'free';
  if (kind === 'system') return packages.every(({ source }) => source !== 'path') && verb !== 'other' ? 'free' : 'unknown';
  if (verb !== 'install' && verb !== 'download') return 'unknown';
  if (project) return 'project';
  // Packages by name: these tools write them into the project's manifest, the others do not look at it.
  const writes = hasRole(tool, 'manifestWriter') || (tool === 'uv' && verbText === 'add');
  const global =
    hasOption(args, '-g', '--global') || verbText.startsWith('global') || (tool === 'go' && packages.every(({ version }) => version));
  return writes && !global ? 'unknown' : 'free';
}

function isDivisible(script: ShellScript, free: number): boolean {
  const cut = script.pieces[free];
  if (!cut || free === 0 || script.pieces.slice(1, free + 1).some(({ operator }) => operator !== '&&')) return false;
  return effectsOf(script).every(({ start, kind }) => start >= cut.start || kind === 'list');
}
