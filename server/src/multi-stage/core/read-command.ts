import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { Effect } from './effects.ts';
import type { ProjectSources } from './project.ts';
import { readBuildTool } from './read-build-tool.ts';
import { readFetch } from './read-fetch.ts';
import { readFiles, readRedirects } from './read-files.ts';
import { readSystemPackages } from './read-system-packages.ts';
import type { Stack } from './stack.ts';

const none: Effect = { kind: 'none' };

/** What a command does, and what its redirections write. Never empty: a command that is not known is `unknown`. */
export function readEffects(command: CommandFact, sources: ProjectSources, stacks: readonly Stack[]): readonly Effect[] {
  const written = readRedirects(command);
  const own = readCommand(command, sources, stacks);
  return own.kind === 'none' && written.length > 0 ? written : [own, ...written];
}

function readCommand(command: CommandFact, sources: ProjectSources, stacks: readonly Stack[]): Effect {
  const { inner, program, args, changeDirectory } = command;
  if (changeDirectory) return { kind: 'shell-state' };
  if (!inner.nameWord) return inner.assignments.length > 0 ? { kind: 'shell-state' } : none;
  if (program === undefined) return { kind: 'unknown', command: inner.nameWord.raw };
  if (args.length === 1 && /^(?:-{0,2}(?:version|help)|-[vVh])$/.test(args[0]!.value)) return none;
  // The command that `xargs` runs is assumed to change nothing either.
  if (hasRole(program, 'reader') || program === 'xargs') return none;
  if (program === 'set' || program === 'shopt') return { kind: 'shell-option' };
  if (hasRole(program, 'shellState') || isSystemSetting(command)) return { kind: 'shell-state' };
  const effect = readPackages(command, sources, stacks) ?? readProgram(command, sources, stacks);
  return effect ?? { kind: 'unknown', command: [program, ...args.slice(0, 2).map(({ raw }) => raw)].join(' ') };
}

/** `. /etc/os-release`: a file of the image outside of the application that sets variables for the commands after it. */
function isSystemSetting({ program, args: [file] }: CommandFact): boolean {
  return (
    (program === '.' || program === 'source') &&
    file !== undefined &&
    file.literal &&
    /^(?:\/(?:etc|root|opt|usr)\/|\$HOME\/)/.test(file.value)
  );
}

/** A command of a package manager; undefined for other programs, and for what is not known here. */
function readPackages(command: CommandFact, sources: ProjectSources, stacks: readonly Stack[]): Effect | undefined {
  const { packages } = command;
  if (packages?.kind === 'system') return readSystemPackages(command, packages);
  if (packages?.verb === 'clean') return { kind: 'cache-removal', of: 'language' };
  return packages && readWithStacks(command, sources, stacks);
}

/** A command of any program but a package manager. */
function readProgram(command: CommandFact, sources: ProjectSources, stacks: readonly Stack[]): Effect | undefined {
  if (command.packages) return undefined;
  return readFiles(command, sources) ?? readFetch(command) ?? readWithStacks(command, sources, stacks) ?? readBuildTool(command);
}

function readWithStacks(command: CommandFact, sources: ProjectSources, stacks: readonly Stack[]): Effect | undefined {
  for (const stack of stacks) {
    const effect = stack.readCommand(command, sources);
    if (effect) return effect;
  }
  return undefined;
}
