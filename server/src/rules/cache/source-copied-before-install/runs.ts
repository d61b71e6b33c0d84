import { factsAbout } from '../../../facts/commands/command.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { effectsOf } from '../../../shell/effects.ts';
import type { ShellScript } from '../../../shell/script.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';

/** An install from the manifests of the project, and the folder that it runs in. */
export interface ProjectInstall {
  readonly command: PackageCommand;
  readonly folder: string | undefined;
}

/** How a RUN depends on the sources of the project. */
export interface RunRole {
  /** Installs from manifests, in order. */
  readonly installs: readonly ProjectInstall[];
  /** The first install of any kind, which the finding names. */
  readonly first: PackageCommand | undefined;
  /** The number of pieces at the start of the script that do not need the sources. */
  readonly independent: number;
  /** Whether the RUN can be split after the independent pieces: they are joined by `&&` and leave no shell state that is used later. */
  readonly canSplit: boolean;
}

/**
 * Determines how the script of a RUN depends on the sources.
 *
 * @param commands The commands of the script.
 */
export function roleOf(script: ShellScript, commands: readonly CommandFact[]): RunRole {
  const installs: ProjectInstall[] = [];
  let first: PackageCommand | undefined;
  let independent = 0;
  for (const piece of script.pieces) {
    const [command, ...others] = factsAbout(piece.commands, commands);
    if (!command || others.length > 0 || piece.kind !== 'command' || piece.background) break;
    const kind = kindOf(command);
    if (kind === 'unknown') break;
    const { packages, folder } = command;
    if (kind === 'project') installs.push({ command: packages!, folder });
    if (packages && (kind === 'project' || packages.verb === 'install')) first ??= packages;
    independent++;
  }
  return { installs, first, independent, canSplit: isSplittable(script, independent) };
}

/** `project`: installs from a manifest. `independent`: needs no sources. `unknown`: may need them. */
function kindOf({ packages, inner, program = '', args }: CommandFact): 'project' | 'independent' | 'unknown' {
  if (packages) return kindOfPackages(packages);
  if (inner.nameWord === undefined || hasRole(program, 'sourceFree')) return 'independent';
  if (program === 'mkdir' || program === 'rm')
    return args.every(({ value }) => /^(?:-|\/(?:var|tmp|root\/\.)|\/etc)/.test(value)) ? 'independent' : 'unknown';
  return 'unknown';
}

function kindOfPackages({ kind, tool, verb, verbText, project, packages, args }: PackageCommand): 'project' | 'independent' | 'unknown' {
  if (verbText.startsWith('config') || verb === 'clean') return 'independent';
  if (kind === 'system') return packages.every(({ source }) => source !== 'path') && verb !== 'other' ? 'independent' : 'unknown';
  if (verb !== 'install' && verb !== 'download') return 'unknown';
  if (project) return 'project';
  // `cargo install` of older versions installs the project.
  if (packages.length === 0) return 'unknown';
  // Packages that are named on the command line: some tools add them to the manifest of the project, the others do not read it.
  const writes = hasRole(tool, 'manifestWriter') || (tool === 'uv' && verbText === 'add');
  const global =
    hasOption(args, '-g', '--global') || verbText.startsWith('global') || (tool === 'go' && packages.every(({ version }) => version));
  return writes && !global ? 'unknown' : 'independent';
}

function isSplittable(script: ShellScript, independent: number): boolean {
  const next = script.pieces[independent];
  if (!next || independent === 0 || script.pieces.slice(1, independent + 1).some(({ operator }) => operator !== '&&')) return false;
  return effectsOf(script).every(({ start, kind }) => start >= next.start || kind === 'list');
}
