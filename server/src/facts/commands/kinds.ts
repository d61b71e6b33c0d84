import { hasRole } from '../../knowledge/programs.ts';
import type { CommandReading } from '../../shell/reading.ts';

/**
 * The kind of a command:
 * - `package`: a command of a package manager; `download`, `clone`, `archive`: downloads or unpacks;
 * - `files`: creates, moves, links or deletes files, or changes their owners; `account`: creates or changes users and groups;
 * - `build`: a compiler or a build tool; `service`: starts or stops a service;
 * - `shell`: changes its own shell (`cd`, `export A=1`); `output`: reads, prints or waits, and only writes to redirected output;
 * - `unknown`: any other command.
 */
export type CommandKind =
  | 'package' | 'download' | 'clone' | 'archive' | 'files' | 'account' | 'build' | 'service' | 'shell' | 'output' | 'unknown'; // prettier-ignore

/** In order of precedence. */
const kinds: readonly (readonly [CommandKind, (reading: CommandReading, program: string) => boolean])[] = [
  ['package', ({ packages }) => packages !== undefined],
  ['download', ({ download }) => download !== undefined],
  ['clone', ({ clone }) => clone !== undefined],
  ['archive', ({ extraction }) => extraction !== undefined],
  ['files', ({ removal }, program) => removal !== undefined || hasRole(program, 'fileTool', 'fileTransfer', 'fileOwnership')],
  ['account', (_, program) => hasRole(program, 'accountTool')],
  ['build', (_, program) => hasRole(program, 'compiler', 'buildTool', 'taskRunner')],
  ['service', (_, program) => hasRole(program, 'serviceManager')],
  ['shell', ({ inner, inShell }, program) => inner === inShell && hasRole(program, 'shellState')],
  ['output', (_, program) => hasRole(program, 'reader')],
];

/** The kind of a command. An assignment alone is `shell`. */
export function kindOf(reading: CommandReading): CommandKind {
  const { inner, program } = reading;
  if (!inner.nameWord) return 'shell';
  if (program === undefined) return 'unknown';
  return kinds.find(([, is]) => is(reading, program))?.[0] ?? 'unknown';
}
