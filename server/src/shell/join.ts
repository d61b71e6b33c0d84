import { lazy } from '../base/memoize.ts';
import { effectsOf } from './effects.ts';
import type { EffectKind, ShellEffect } from './effects.ts';
import type { TextEdit } from '../base/edit.ts';
import type { ShellCommand, ShellScript } from './script.ts';

/** The form in which a script keeps its meaning in `a && b && c`: unchanged, in `{ ...; }`, in `( ... )`, or none. */
export type JoinForm = 'plain' | 'braces' | 'subshell' | 'impossible';

export interface Join {
  readonly form: JoinForm;
  /** The effects that require the form; empty for `plain`. */
  readonly reasons: readonly ShellEffect[];
}

/** What the scripts themselves do not contain. */
export interface JoinContext {
  /** Whether the shell is started with `-e` (`SHELL ["/bin/bash", "-ec"]`). */
  readonly errexit: boolean;
  /** Whether the variable may already be in the environment: an assignment then changes what programs see. If unknown, true. */
  isEnvironment(name: string): boolean;
  /** Whether a script that replaces the program leaves it at its path, so that the shell finds the new one. If left out, false. */
  staysInPlace?(program: string, script: ShellScript): boolean;
}

/** Effects that prevent a join in every position. */
const preventsJoin: ReadonlySet<EffectKind> = new Set(['unreadable', 'heredoc']);
/** Effects that would change the following scripts or prevent them from running. */
const mustBeLast: ReadonlySet<EffectKind> = new Set(['background', 'unkept', 'comment', 'shell']);
/** Effects that do not leave a separate process. */
const isolatedBySubshell: ReadonlySet<EffectKind> = new Set(
  ['directory', 'variables', 'options', 'umask', 'limits', 'trap', 'aliases', 'functions', 'redirection', 'unknown', 'lookup', 'ends'], // prettier-ignore
);

/**
 * Computes how to join two or more scripts with `&&` in one shell, if each of them ran in a new shell after the previous ones had
 * succeeded. Returns a form for each script; they can be joined if none is `impossible`.
 */
export function joinForms(scripts: readonly ShellScript[], context: JoinContext): readonly Join[] {
  return scripts.map((_, i) => joinForm(scripts, i, context));
}

function joinForm(scripts: readonly ShellScript[], index: number, context: JoinContext): Join {
  const script = scripts[index]!;
  const first = index === 0;
  const effects = effectsOf(script);
  const pick = (test: (effect: ShellEffect) => boolean): readonly ShellEffect[] => effects.filter(test);
  const last = index === scripts.length - 1;
  // Few scripts have an effect for which the others matter.
  const following = lazy(() => scripts.slice(index + 1));

  const never = pick(({ kind }) => preventsJoin.has(kind) || (!last && mustBeLast.has(kind)));
  const errexit = last ? [] : errexitEffects(script, effects, context);
  if (never.length + errexit.length > 0) return { form: 'impossible', reasons: [...never, ...errexit] };

  const leaks = last ? [] : pick((effect) => isolatedBySubshell.has(effect.kind) && affectsFollowing(effect, script, following, context));
  if (leaks.length > 0) return { form: 'subshell', reasons: leaks };

  const lists = first ? [] : pick(({ kind }) => kind === 'list');
  if (lists.length === 0) return { form: 'plain', reasons: [] };
  const comments = pick(({ kind }) => kind === 'comment');
  return comments.length > 0 ? { form: 'impossible', reasons: comments } : { form: 'braces', reasons: lists };
}

/**
 * The edits that bring a script into its form, without the `&&` around it. `last`: no script follows. The last command of a script that can
 * be joined can only be followed by `;` or `&`, at the end of the script's text.
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
 * Whether an effect changes the following scripts. A variable that no program and no following script reads does not, nor a program that
 * none of them runs, nor an option that each of them sets first.
 */
function affectsFollowing(
  effect: ShellEffect,
  script: ShellScript,
  following: () => readonly ShellScript[],
  { isEnvironment, staysInPlace }: JoinContext,
): boolean {
  if (effect.kind === 'options') {
    const options = setArguments(script.commands.find(({ start }) => start === effect.start));
    return options === undefined || !following().every(({ pieces }) => setArguments(pieces[0]?.commands[0]) === options);
  }
  if (effect.kind === 'lookup') {
    const moved = new Set(effect.names.filter((name) => !staysInPlace?.(name, script)));
    return moved.size > 0 && following().some(({ commands }) => commands.some(({ name }) => name !== undefined && moved.has(name)));
  }
  if (effect.kind !== 'variables' || effect.exported || effect.names.length === 0) return true;
  const used = (name: string): boolean =>
    following().some((script) => script.assigned.has(name) || script.variables.some((variable) => variable.name === name));
  return effect.names.some((name) => specialNames.has(name) || isEnvironment(name) || used(name));
}

/** The arguments of a `set` command, if all are literal. Returns undefined for any other command. */
function setArguments(command: ShellCommand | undefined): string | undefined {
  return command?.name === 'set' && command.args.every(({ literal }) => literal)
    ? command.args.map(({ value }) => value).join(' ')
    : undefined;
}

/** Variables that the shell itself uses, so that they matter even if no script refers to them. */
const specialNames: ReadonlySet<string> = new Set(['IFS', 'PATH', 'CDPATH', 'ENV', 'BASH_ENV', 'HOME', 'PWD', 'OLDPWD', 'OPTIND', 'LANG', 'GLOBIGNORE', 'POSIXLY_CORRECT', 'SHELLOPTS', 'BASHOPTS', 'TIMEFORMAT']); // prettier-ignore

/**
 * On the left side of `&&`, also inside braces and subshells, a shell ignores `set -e` (POSIX, set, -e, 2). This matters if a failing
 * command does not fail the script by itself: before `;` or a line break, in a loop, in a function.
 */
function errexitEffects(script: ShellScript, effects: readonly ShellEffect[], { errexit }: JoinContext): readonly ShellEffect[] {
  const set = effects.filter((effect) => effect.kind === 'errexit');
  if (set.length === 0 && !errexit) return [];
  const opening = errexit ? 0 : script.pieces.findIndex((piece) => piece.kind !== 'command' || piece.commands[0]?.name !== 'set');
  const pieces = opening < 0 ? [] : script.pieces.slice(opening);
  const matters =
    set.some((effect) => script.commands.some((command) => command.start === effect.start && command.name === 'trap')) ||
    pieces.some((piece, i) => i > 0 && (piece.operator === ';' || piece.operator === 'newline' || piece.operator === '&')) ||
    pieces.some((piece) => piece.kind === 'loop' || piece.kind === 'function' || piece.commands.some(isInInnerList));
  if (!matters) return [];
  return set.length > 0 ? set : [{ kind: 'errexit', start: script.start, end: script.end, names: [], exported: false }];
}

/** Whether the command is in an inner list and not at the end of an `&&` chain, or is repeated by a loop. */
function isInInnerList({ containers, operator }: ShellCommand): boolean {
  if (containers.includes('loop') || containers.includes('function')) return true;
  return containers.length > 0 && (operator === ';' || operator === 'newline' || operator === '&');
}
