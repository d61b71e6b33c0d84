import { hasRole, programName } from '../../knowledge/programs.ts';
import { wrappers } from '../../knowledge/wrappers.ts';
import type { Wrapper } from '../../knowledge/wrappers.ts';
import { parseShell } from '../parse.ts';
import type { ShellAssignment, ShellCommand, ShellWord } from '../script.ts';
import { moveSpans } from '../shift.ts';
import { optionOf, parseArguments } from './options.ts';
import type { ParsedArguments } from './options.ts';
import { shellOptions } from './shell-options.ts';

/** A program or builtin that runs another command, and what it changes for that command. */
export interface AppliedWrapper {
  /** Without its folder: `sudo`, `sh`. */
  readonly name: string;
  readonly word: ShellWord;
  /** Its own words before the command: options and their values, `-c`. */
  readonly args: readonly ShellWord[];
  /** The user that it switches to, as written and without a group; undefined if the user does not change. */
  readonly user: string | undefined;
  /** The directory that it changes to; `home` for a login shell. */
  readonly directory: ShellWord | 'home' | undefined;
  /** Variables that it sets: `NAME=value` words. */
  readonly assignments: readonly ShellWord[];
  /** Whether it is part of the script's own shell (`command cd /app`). */
  readonly inShell: boolean;
}

/** A command without its wrappers. */
export interface Unwrapped {
  /**
   * `sudo -E env A=1 nice apt-get install x` is `apt-get install x`, `sh -c 'apt-get update'` is `apt-get update`; the command itself if it
   * has no wrapper.
   */
  readonly inner: ShellCommand;
  /** The command that the script's own shell runs: only without `command` and `builtin`. */
  readonly inShell: ShellCommand;
  /** Outermost first. */
  readonly wrappers: readonly AppliedWrapper[];
}

/** Removes all wrappers of a command, including a shell with one literal command after `-c`. */
export function unwrap(command: ShellCommand): Unwrapped {
  const applied: AppliedWrapper[] = [];
  let inner = command;
  let inShell = command;
  for (let next = unwrapOnce(inner); next; next = unwrapOnce(inner)) {
    applied.push(next.wrapper);
    inner = next.inner;
    if (applied.every((wrapper) => wrapper.inShell)) inShell = inner;
  }
  return { inner, inShell, wrappers: applied };
}

interface UnwrappedOnce {
  readonly wrapper: AppliedWrapper;
  readonly inner: ShellCommand;
}

function unwrapOnce(command: ShellCommand): UnwrappedOnce | undefined {
  const { name, nameWord } = command;
  if (name === undefined || !nameWord) return undefined;
  const program = programName(name);
  if (Object.hasOwn(wrappers, program)) return unwrapProgram(program, wrappers[program]!, nameWord, command);
  if (!hasRole(program, 'posixShell')) return undefined;
  return unwrapShell(program, nameWord, command);
}

function unwrapProgram(name: string, wrapper: Wrapper, word: ShellWord, command: ShellCommand): UnwrappedOnce | undefined {
  const { args } = command;
  if (wrapper.exceptOptions?.test(args[0]?.value ?? '')) return undefined;
  const { valued = [], scriptOptions } = wrapper;
  const at = commandIndex(valuesOf(args), wrapper);
  const own = parseArguments(args.slice(0, scriptOptions ? args.length : at), { valued, combined: true });
  const scriptWord = scriptOptions && optionOf(own, ...scriptOptions)?.valueWord;
  const nameWord = args[at];
  const inner = scriptWord ? commandInWord(scriptWord, command) : nameWord && withName(command, nameWord, args.slice(at + 1));
  if (!inner) return undefined;
  return {
    wrapper: {
      name,
      word,
      args: args.slice(0, scriptWord ? args.indexOf(scriptWord) : at),
      user: userOf(wrapper, own),
      directory: directoryOf(wrapper, own),
      assignments: wrapper.assignments ? own.operands.filter(({ value }) => assignment.test(value)) : [],
      inShell: wrapper.inShell ?? false,
    },
    inner,
  };
}

function withName(command: ShellCommand, nameWord: ShellWord, args: readonly ShellWord[]): ShellCommand {
  return { ...command, name: nameWord.literal ? nameWord.value : undefined, nameWord, args };
}

const assignment = /^[A-Za-z_]\w*=/;

/** The index in a wrapper's arguments of the name of the command that it runs, or the number of arguments if it runs none. */
export function commandIndex(args: readonly string[], wrapper: Wrapper): number {
  const { valued = [], operands = 0, assignments = false, userOptions = [], scriptOptions } = wrapper;
  // `su` passes its operands to a shell; `runuser` only runs them if an option sets the user.
  if (scriptOptions && !args.some((word) => userOptions.includes(word))) return args.length;
  let remainingOperands = operands;
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === '--') return Math.min(args.length, i + 1 + remainingOperands);
    if (word.startsWith('-') && word.length > 1) {
      if (valued.includes(word)) i++;
    } else if (!(assignments && assignment.test(word)) && remainingOperands-- === 0) {
      return i;
    }
  }
  return args.length;
}

function userOf({ userOptions = [], userOperand, defaultUser }: Wrapper, own: ParsedArguments): string | undefined {
  const named = optionOf(own, ...userOptions)?.value;
  const operand = userOperand ? own.operands.find(({ value }) => value !== '-')?.value : undefined;
  return (named ?? operand ?? defaultUser)?.replace(/:.*$/, '');
}

function directoryOf({ directoryOptions = [], loginOptions = [] }: Wrapper, own: ParsedArguments): AppliedWrapper['directory'] {
  const named = optionOf(own, ...directoryOptions)?.valueWord;
  if (named) return named;
  const isLogin = optionOf(own, ...loginOptions) || own.operands.some(({ value }) => value === '-' && loginOptions.includes(value));
  return isLogin ? 'home' : undefined;
}

/**
 * The single command of `sh -c 'command'`, `bash -eo pipefail -c "command"`. Returns undefined if it is not literal, or if there are
 * several.
 */
function unwrapShell(name: string, word: ShellWord, command: ShellCommand): UnwrappedOnce | undefined {
  const at = shellOptions(name, valuesOf(command.args)).command?.first ?? command.args.length;
  const script = command.args[at];
  const inner = script && commandInWord(script, command);
  const args = command.args.slice(0, at);
  return inner && { wrapper: { name, word, args, user: undefined, directory: undefined, assignments: [], inShell: false }, inner };
}

function valuesOf(words: readonly ShellWord[]): readonly string[] {
  return words.map(({ value }) => value);
}

/**
 * Parses the command that is the whole text of a word, with document offsets. Assignments and redirections of the outer command still
 * apply.
 */
function commandInWord(word: ShellWord, outer: ShellCommand): ShellCommand | undefined {
  const { raw, value, literal, start } = word;
  const quoted = /^'[^']*'$|^"[^"\\$`]*"$/.test(raw);
  // The text does not contain the values of positional parameters.
  if (!literal || (quoted ? raw.slice(1, -1) : raw) !== value || /\$[\d@*#{(]|`/.test(value)) return undefined;
  const body = quoted ? { start: 1, end: raw.length - 1 } : { start: 0, end: raw.length };
  const script = parseShell({ text: raw, body, continuations: [], heredocs: [], dialect: 'sh' });
  const [piece, ...others] = script.pieces;
  const [command, ...more] = script.commands;
  if (!piece || !command || others.length + more.length + script.errors.length + script.comments.length > 0) return undefined;
  if (piece.kind !== 'command' || piece.background || !command.nameWord) return undefined;
  const moved = moveSpans(command, start);
  const assignments: readonly ShellAssignment[] = [...outer.assignments, ...moved.assignments];
  const redirects = [...outer.redirects, ...moved.redirects];
  return { ...moved, assignments, redirects, operator: outer.operator, containers: outer.containers };
}

/** The name of the program that a command without wrappers runs. Returns undefined if it is missing or not literal. */
export function programOf({ name }: ShellCommand): string | undefined {
  return name === undefined ? undefined : programName(name);
}
