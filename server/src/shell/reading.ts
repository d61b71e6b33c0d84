import { memoizeWeak } from '../base/memoize.ts';
import type { ShellCommand, ShellScript, ShellWord } from './script.ts';
import { moveSpans, originOf } from './shift.ts';
import { readAccount } from './tools/accounts.ts';
import { readExtraction } from './tools/archives.ts';
import { readDataCommand } from './tools/data.ts';
import { readClone, readDownload } from './tools/downloads.ts';
import { readChangeDirectory, readLink, readOwnership, readRemoval, readTransfer } from './tools/files.ts';
import { readPackageCommand } from './tools/packages.ts';
import { programOf, unwrap } from './tools/unwrap.ts';
import type { AppliedWrapper, Unwrapped } from './tools/unwrap.ts';
import { readOutput, readWriting } from './tools/writes.ts';

/** The readers of a command's meanings. In one table, so that a test can count the calls (test/unit/facts/commands.test.ts). */
export const commandReaders = {
  unwrap,
  packages: readPackageCommand,
  download: readDownload,
  clone: readClone,
  extraction: readExtraction,
  removal: readRemoval,
  ownership: readOwnership,
  link: readLink,
  transfer: readTransfer,
  writing: readWriting,
  output: readOutput,
  data: readDataCommand,
  account: readAccount,
  changeDirectory: readChangeDirectory,
};

type Meanings = {
  readonly [Kind in Exclude<keyof typeof commandReaders, 'unwrap'>]: ReturnType<(typeof commandReaders)[Kind]>;
};

/**
 * The meaning of a command on its own, independent of its position: its wrappers, its program, and what the program does. Each part is read
 * on first access, once per text: if only the position of an instruction has changed, the previous result is shifted.
 */
export class CommandReading {
  /** As written. */
  readonly command: ShellCommand;
  private readonly origin: CommandReading | undefined;
  private readonly by: number;
  private ownUnwrapped: Unwrapped | undefined = undefined;
  private ownProgram: string | null | undefined = undefined;
  /** The results of the readers; null if the command has no such meaning. */
  private known: Partial<Record<keyof Meanings, unknown>> | undefined = undefined;

  /** `origin`: the reading of the same command, at an offset that is `by` characters smaller. */
  constructor(command: ShellCommand, origin?: CommandReading, by = 0) {
    this.command = command;
    this.origin = origin;
    this.by = by;
  }

  private get unwrapped(): Unwrapped {
    return (this.ownUnwrapped ??= this.origin ? moveSpans(this.origin.unwrapped, this.by) : commandReaders.unwrap(this.command));
  }

  /** The command that is finally run: without sudo, env, exec, `sh -c` and other wrappers. */
  get inner(): ShellCommand {
    return this.wrappers.length === 0 ? this.command : this.unwrapped.inner;
  }

  /** The command that the script's own shell runs: only without `command` and `builtin`. */
  get inShell(): ShellCommand {
    return this.wrappers.length === 0 ? this.command : this.unwrapped.inShell;
  }

  /** Outermost first. */
  get wrappers(): readonly AppliedWrapper[] {
    // Most commands have no wrappers, so that nothing has to be shifted.
    if (this.origin && this.origin.wrappers.length === 0) return this.origin.wrappers;
    return this.unwrapped.wrappers;
  }

  /** The name of the program that is finally run, without its folder; undefined if it is missing or not literal. */
  get program(): string | undefined {
    if (this.origin) return this.origin.program;
    if (this.ownProgram === undefined) this.ownProgram = programOf(this.inner) ?? null;
    return this.ownProgram ?? undefined;
  }

  /** The arguments of that program. */
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

  /** cp, mv, install. */
  get transfer(): Meanings['transfer'] {
    return this.read('transfer');
  }

  /** mkdir, touch, tee, `sed -i`. */
  get writing(): Meanings['writing'] {
    return this.read('writing');
  }

  /** `> file`. */
  get output(): Meanings['output'] {
    return this.read('output');
  }

  /** cat, head, dd, gzip, truncate, split. */
  get data(): Meanings['data'] {
    return this.read('data');
  }

  /** useradd, usermod, adduser, groupadd, addgroup. */
  get account(): Meanings['account'] {
    return this.read('account');
  }

  /** cd and pushd, only in the script's own shell: `sudo cd /app` changes nothing. */
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

/** The readings of a script's commands, in order. The same script always has the same objects. */
export const readingsOf = memoizeWeak((script: ShellScript): readonly CommandReading[] => {
  const origin = originOf(script);
  const before = origin && readingsOf(origin.script);
  return script.commands.map((command, i) => new CommandReading(command, before?.[i], origin?.by));
});
