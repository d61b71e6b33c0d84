import type { ShellCommand, ShellWord } from '../script.ts';
import { hasOption, optionOf, parseArguments } from './options.ts';
import type { ToolOption } from './options.ts';
import { programOf } from './unwrap.ts';

/** `rm`, `rmdir`, `unlink`, `find ... -delete`. */
export interface Removal {
  readonly targets: readonly ShellWord[];
  readonly recursive: boolean;
  /** Whether only the matching files in the targets are deleted (`find`). */
  readonly partial: boolean;
  /** For a `find` that only selects by name: the glob; `*` if it deletes all files. Undefined for any other selection. */
  readonly name?: string;
}

/** `chmod`, `chown`, `chgrp`. */
export interface OwnershipChange {
  readonly tool: 'chmod' | 'chown' | 'chgrp';
  /** The mode or the owner; undefined with --reference. */
  readonly setting: ShellWord | undefined;
  readonly targets: readonly ShellWord[];
  readonly recursive: boolean;
}

/** `ln`. */
export interface Link {
  readonly symbolic: boolean;
  readonly targets: readonly ShellWord[];
  /** The name of the link, or the folder in which it is created; undefined for `ln -s /x`, which creates ./x. */
  readonly link: ShellWord | undefined;
}

/** `cp`, `mv`, `install`. */
export interface Transfer {
  readonly tool: 'cp' | 'mv' | 'install';
  readonly sources: readonly ShellWord[];
  /** Undefined if it is missing or part of an option (`--target-directory=/x`). */
  readonly target: ShellWord | undefined;
  /** Whether the target is certainly a folder (`-t`). */
  readonly isFolder: boolean;
}

const plain = { valued: [], combined: true } as const;

/** Reads what a command deletes. Returns undefined if it deletes nothing. */
export function readRemoval(command: ShellCommand): Removal | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool === 'find') return removalByFind(args);
  if (tool !== 'rm' && tool !== 'rmdir' && tool !== 'unlink') return undefined;
  const parsed = parseArguments(args, plain);
  return { targets: parsed.operands, recursive: hasOption(parsed, '-r', '-R', '--recursive'), partial: false };
}

function removalByFind(args: readonly ShellWord[]): Removal | undefined {
  const deletes = args.some(
    (word, i) => word.value === '-delete' || (word.value === 'rm' && /^-(exec|execdir|ok)$/.test(args[i - 1]?.value ?? '')),
  );
  if (!deletes) return undefined;
  const expression = args.findIndex((word) => /^[-(!]/.test(word.value) && !/^-[HLPO]/.test(word.value));
  const targets = args.slice(0, expression).filter((word) => !word.value.startsWith('-'));
  const name = nameSelectedByFind(args.slice(expression).map(({ value }) => value));
  return { targets, recursive: true, partial: true, ...(name !== undefined && { name }) };
}

/** `-type f -delete`, `-name '*.pyc' -delete`: an expression that selects files by one name, or all. */
function nameSelectedByFind(expression: readonly string[]): string | undefined {
  const rest = expression
    .join(' ')
    .replace(/(?:^| )-(?:type f|depth|xdev|mount|mindepth \d+)(?= |$)/g, '')
    .trim();
  return rest === '-delete' ? '*' : /^-name (\S+) -delete$/.exec(rest)?.[1];
}

/** Reads the target of `cd` and `pushd`; `target` is undefined for a plain `cd`, which changes to the home folder. */
export function readChangeDirectory(command: ShellCommand): { readonly target: ShellWord | undefined } | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool !== 'cd' && tool !== 'pushd') return undefined;
  return { target: parseArguments(args, plain).operands[0] };
}

export function readOwnership(command: ShellCommand): OwnershipChange | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool !== 'chmod' && tool !== 'chown' && tool !== 'chgrp') return undefined;
  const parsed = parseArguments(args, { valued: ['--reference', '--from'], combined: true });
  const recursive = hasOption(parsed, '-R', '--recursive');
  if (hasOption(parsed, '--reference')) return { tool, setting: undefined, targets: parsed.operands, recursive };
  const modeOption = tool === 'chmod' ? parsed.options.find(isModeOption)?.word : undefined;
  return { tool, setting: modeOption ?? parsed.operands[0], targets: modeOption ? parsed.operands : parsed.operands.slice(1), recursive };
}

/** `chmod -x f`: a mode that looks like an option. */
const isModeOption = ({ name }: ToolOption): boolean => /^-[rwxXstugo]$/.test(name);

const targetOptions = ['-t', '--target-directory'] as const;

export function readLink(command: ShellCommand): Link | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool !== 'ln') return undefined;
  const parsed = parseArguments(args, { valued: [...targetOptions, '-S', '--suffix'], combined: true });
  const symbolic = hasOption(parsed, '-s', '--symbolic');
  const folder = optionOf(parsed, ...targetOptions)?.valueWord;
  const { operands } = parsed;
  if (folder || operands.length < 2) return { symbolic, targets: operands, link: folder };
  return { symbolic, targets: operands.slice(0, -1), link: operands.at(-1) };
}

/** Reads what a command copies or moves. Returns undefined for `install -d`, which creates folders. */
export function readTransfer(command: ShellCommand): Transfer | undefined {
  const tool = programOf(command);
  if (tool !== 'cp' && tool !== 'mv' && tool !== 'install') return undefined;
  const owner = tool === 'install' ? ['-m', '--mode', '-o', '--owner', '-g', '--group'] : [];
  const parsed = parseArguments(command.args, { valued: [...targetOptions, '-S', '--suffix', ...owner], combined: true });
  if (tool === 'install' && hasOption(parsed, '-d', '--directory')) return undefined;
  const { operands } = parsed;
  const folder = optionOf(parsed, ...targetOptions);
  if (!folder) return { tool, sources: operands.slice(0, -1), target: operands.at(-1), isFolder: false };
  return { tool, sources: operands, target: folder.valueWord, isFolder: true };
}
