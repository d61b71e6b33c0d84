import { memoizeWeak } from '../base/memoize.ts';
import type { ShellCommand, ShellScript, ShellWord } from './script.ts';
import { moveSpans, originOf } from './shift.ts';
import { readAccount } from './tools/accounts.ts';
import { readExtraction } from './tools/archives.ts';
import { readClone, readDownload } from './tools/downloads.ts';
import { readChangeDirectory, readLink, readOwnership, readRemoval } from './tools/files.ts';
import { readPackageCommand } from './tools/packages.ts';
import { programOf, unwrap } from './tools/unwrap.ts';
import type { AppliedWrapper, Unwrapped } from './tools/unwrap.ts';

/** Who reads what of a command. One table, so that a test can count the calls (test/unit/facts/commands.test.ts). */
export const commandReaders = {
  unwrap,
  packages: readPackageCommand,
  download: readDownload,
  clone: readClone,
  extraction: readExtraction,
  removal: readRemoval,
  ownership: readOwnership,
  link: readLink,
  account: readAccount,
  changeDirectory: readChangeDirectory,
};

type Meanings = {
  readonly [Kind in Exclude<keyof typeof commandReaders, 'unwrap'>]: ReturnType<(typeof commandReaders)[Kind]>;
};

/**
 * What a command says by itself, wherever it stands: its wrappers, its program, and what that is asked to do. Each part is read when it is
 * first asked for, once for each text: where only the place of an instruction has changed, what was read before is moved.
 */
export class CommandReading {
  /** As written. */
  readonly command: ShellCommand;
  private readonly origin: CommandReading | undefined;
  private readonly by: number;
  private ownUnwrapped: Unwrapped | undefined = undefined;
  private ownProgram: string | null | undefined = undefined;
  /** What was read; null where there is nothing to read. */
  private known: Partial<Record<keyof Meanings, unknown>> | undefined = undefined;

  /** `origin`: a reading of the same command, `by` characters before this one. */
  constructor(command: ShellCommand, origin?: CommandReading, by = 0) {
    this.command = command;
    this.origin = origin;
    this.by = by;
  }

  private get unwrapped(): Unwrapped {
    return (this.ownUnwrapped ??= this.origin ? moveSpans(this.origin.unwrapped, this.by) : commandReaders.unwrap(this.command));
  }

  /** The command that is really run: without sudo, env, exec, `sh -c` and their like. */
  get inner(): ShellCommand {
    return this.wrappers.length === 0 ? this.command : this.unwrapped.inner;
  }

  /** What the script's own shell runs: only `command` and `builtin` are taken off. */
  get inShell(): ShellCommand {
    return this.wrappers.length === 0 ? this.command : this.unwrapped.inShell;
  }

  /** From the outside in. */
  get wrappers(): readonly AppliedWrapper[] {
    // Most commands have none: then nothing need be moved.
    if (this.origin && this.origin.wrappers.length === 0) return this.origin.wrappers;
    return this.unwrapped.wrappers;
  }

  /** The name of the program that is really run, without its folder; undefined where it is expanded or missing. */
  get program(): string | undefined {
    if (this.origin) return this.origin.program;
    if (this.ownProgram === undefined) this.ownProgram = programOf(this.inner) ?? null;
    return this.ownProgram ?? undefined;
  }

  /** The words after that program's name. */
  get args(): readonly ShellWord[] {
    return this.inner.args;
  }

  /** A command of a package manager. */
  get packages(): Meanings['packages'] {
    return this.read('packages');
  }

  /** curl, wget. */
  get download(): Meanings['download'] {
    return this.read('download');
  }

  /** git clone. */
  get clone(): Meanings['clone'] {
    return this.read('clone');
  }

  /** tar, unzip. */
  get extraction(): Meanings['extraction'] {
    return this.read('extraction');
  }

  /** rm, rmdir, unlink, find -delete. */
  get removal(): Meanings['removal'] {
    return this.read('removal');
  }

  /** chmod, chown, chgrp. */
  get ownership(): Meanings['ownership'] {
    return this.read('ownership');
  }

  /** ln. */
  get link(): Meanings['link'] {
    return this.read('link');
  }

  /** useradd, adduser, groupadd, addgroup. */
  get account(): Meanings['account'] {
    return this.read('account');
  }

  /** cd and pushd, of the script's own shell alone: `sudo cd /app` changes nothing. */
  get changeDirectory(): Meanings['changeDirectory'] {
    return this.inner === this.inShell ? this.read('changeDirectory') : undefined;
  }

  private read<Kind extends keyof Meanings>(kind: Kind): Meanings[Kind] | undefined {
    if (this.origin && this.by === 0) return this.origin.read(kind);
    const before = this.known?.[kind];
    if (before !== undefined) return (before ?? undefined) as Meanings[Kind] | undefined;
    const read = this.origin ? this.origin.read(kind) : (commandReaders[kind](this.inner) as Meanings[Kind]);
    if (read === undefined && this.origin) return undefined;
    const value = this.origin ? moveSpans(read, this.by) : read;
    (this.known ??= {})[kind] = value ?? null;
    return value;
  }
}

/** The readings of a script's commands, in their order; the same objects for the same script. */
export const readingsOf = memoizeWeak((script: ShellScript): readonly CommandReading[] => {
  const origin = originOf(script);
  const before = origin && readingsOf(origin.script);
  return script.commands.map((command, i) => new CommandReading(command, before?.[i], origin?.by));
});
