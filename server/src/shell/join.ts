import { effectsOf } from './effects.ts';
import type { EffectKind, ShellEffect } from './effects.ts';
import type { TextEdit } from '../base/edit.ts';
import type { ShellCommand, ShellScript } from './script.ts';

/**
 * How a script has to stand in `a && b && c` to mean what it meant in a shell of its own:
 * as it is, in `{ ...; }`, in `( ... )`, or not at all.
 */
export type JoinForm = 'plain' | 'braces' | 'subshell' | 'impossible';

export interface Join {
  readonly form: JoinForm;
  /** What makes the form necessary; empty for `plain`. */
  readonly because: readonly ShellEffect[];
}

/** What the scripts themselves do not tell. */
export interface JoinSurroundings {
  /** The shell is started with `-e` (`SHELL ["/bin/bash", "-ec"]`). */
  readonly errexit: boolean;
  /** Whether the variable may already be in the environment: to assign it then changes what programs see. When in doubt, true. */
  isEnvironment(name: string): boolean;
}

/** Swallow what follows, wherever they stand. */
const neverJoined: ReadonlySet<EffectKind> = new Set(['unreadable', 'heredoc']);
/** Would reach into the scripts behind, or keep them from running. */
const neverBeforeOthers: ReadonlySet<EffectKind> = new Set(['background', 'comment', 'shell']);
/** A process of its own keeps them in. */
const inASubshell: ReadonlySet<EffectKind> = new Set(
  ['directory', 'variables', 'options', 'umask', 'limits', 'trap', 'aliases', 'functions', 'redirection', 'unknown', 'lookup', 'ends'], // prettier-ignore
);

/**
 * For each of two or more scripts, each of which ran in a fresh shell when those before it had succeeded: the form in which it
 * does the same in one shell, all joined with `&&`. The scripts can be joined where none is `impossible`.
 */
export function joinForms(scripts: readonly ShellScript[], surroundings: JoinSurroundings): readonly Join[] {
  return scripts.map((script, i) => joinForm(script, i === 0, scripts.slice(i + 1), surroundings));
}

function joinForm(script: ShellScript, first: boolean, behind: readonly ShellScript[], surroundings: JoinSurroundings): Join {
  const effects = effectsOf(script);
  const pick = (test: (effect: ShellEffect) => boolean): readonly ShellEffect[] => effects.filter(test);
  const last = behind.length === 0;

  const never = pick(({ kind }) => neverJoined.has(kind) || (!last && neverBeforeOthers.has(kind)));
  const errexit = last ? [] : errexitEffects(script, effects, surroundings);
  if (never.length + errexit.length > 0) return { form: 'impossible', because: [...never, ...errexit] };

  const leaks = last ? [] : pick((effect) => inASubshell.has(effect.kind) && reaches(effect, script, behind, surroundings));
  if (leaks.length > 0) return { form: 'subshell', because: leaks };

  const lists = first ? [] : pick(({ kind }) => kind === 'list');
  if (lists.length === 0) return { form: 'plain', because: [] };
  const comments = pick(({ kind }) => kind === 'comment');
  return comments.length > 0 ? { form: 'impossible', because: comments } : { form: 'braces', because: lists };
}

/**
 * The edits that bring a script into its form, `&&` before and behind it left to the caller; `last`: nothing comes behind.
 * Behind the last command of a script that can be joined only `;` or `&` may stand, and it is what ends the script's text.
 */
export function formEdits({ start, end, pieces }: ShellScript, { form }: Join, last: boolean): readonly TextEdit[] {
  const ended = pieces.at(-1)!.end < end;
  if (form === 'braces') return [insertion(start, '{ '), insertion(end, ended ? ' }' : '; }')];
  if (form === 'subshell') return [insertion(start, '('), insertion(end, ')')];
  return ended && !last ? [{ start: end - 1, end, newText: '' }] : [];
}

function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

/**
 * A variable that no program and no script behind can see changes nothing there, nor does a program that none of them runs, nor an
 * option that each of them sets before all else.
 */
function reaches(effect: ShellEffect, script: ShellScript, behind: readonly ShellScript[], { isEnvironment }: JoinSurroundings): boolean {
  if (effect.kind === 'options') {
    const options = settingOf(script.commands.find(({ start }) => start === effect.start));
    return options === undefined || !behind.every(({ pieces }) => settingOf(pieces[0]?.commands[0]) === options);
  }
  if (effect.kind === 'lookup')
    return behind.some(({ commands }) => commands.some(({ name }) => name !== undefined && effect.names.includes(name)));
  if (effect.kind !== 'variables' || effect.exported || effect.names.length === 0) return true;
  const used = (name: string): boolean =>
    behind.some((script) => script.assigned.has(name) || script.variables.some((variable) => variable.name === name));
  return effect.names.some((name) => specialNames.has(name) || isEnvironment(name) || used(name));
}

/** The words of a `set` that all can read; undefined for other commands. */
function settingOf(command: ShellCommand | undefined): string | undefined {
  return command?.name === 'set' && command.args.every(({ literal }) => literal)
    ? command.args.map(({ value }) => value).join(' ')
    : undefined;
}

/** Variables that the shell itself goes by, so that they matter even where no script mentions them. */
const specialNames: ReadonlySet<string> = new Set(['IFS', 'PATH', 'CDPATH', 'ENV', 'BASH_ENV', 'HOME', 'PWD', 'OLDPWD', 'OPTIND', 'LANG', 'GLOBIGNORE', 'POSIXLY_CORRECT', 'SHELLOPTS', 'BASHOPTS', 'TIMEFORMAT']); // prettier-ignore

/**
 * To the left of `&&` a shell disregards `set -e`, also inside of braces and subshells (POSIX, set, -e, 2). That matters where a
 * command that fails does not fail the script by itself: before `;` or a line break, in a loop, in a function.
 */
function errexitEffects(script: ShellScript, effects: readonly ShellEffect[], { errexit }: JoinSurroundings): readonly ShellEffect[] {
  const set = effects.filter((effect) => effect.kind === 'errexit');
  if (set.length === 0 && !errexit) return [];
  const opening = errexit ? 0 : script.pieces.findIndex((piece) => piece.kind !== 'command' || piece.commands[0]?.name !== 'set');
  const pieces = opening < 0 ? [] : script.pieces.slice(opening);
  const matters =
    set.some((effect) => script.commands.some((command) => command.start === effect.start && command.name === 'trap')) ||
    pieces.some((piece, i) => i > 0 && (piece.operator === ';' || piece.operator === 'newline' || piece.operator === '&')) ||
    pieces.some((piece) => piece.kind === 'loop' || piece.kind === 'function' || piece.commands.some(isOneOfSeveral));
  if (!matters) return [];
  return set.length > 0 ? set : [{ kind: 'errexit', start: script.start, end: script.end, names: [], exported: false }];
}

/** A command of an inner list that is not the end of an `&&` chain, or that a loop repeats. */
function isOneOfSeveral({ containers, operator }: ShellCommand): boolean {
  if (containers.includes('loop') || containers.includes('function')) return true;
  return containers.length > 0 && (operator === ';' || operator === 'newline' || operator === '&');
}
