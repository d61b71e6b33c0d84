import { appendAll } from '../base/lists.ts';
import { sharedMemory } from '../knowledge/folders.ts';
import { hasRole, programsWith } from '../knowledge/programs.ts';
import type { ProgramRole } from '../knowledge/programs.ts';
import type { Span } from '../base/span.ts';
import { namesSetBy } from './builtins.ts';
import type { ShellCommand, ShellContainer, ShellScript } from './script.ts';
import { readingsOf } from './reading.ts';
import type { CommandReading } from './reading.ts';
import { memoizeWeak } from '../base/memoize.ts';

/**
 * The effects of a script beyond its own commands:
 * - changed shell state that later commands would use: `directory`, `variables`, `options`, `umask`, `limits`, `trap`, `aliases`,
 *   `functions`, `redirection` (`exec > file`), `unknown` (`eval`, `.`, a command whose name is a variable);
 * - `lookup`: it replaces a program that it has run (`pip install -U pip`), whose old path the shell still uses;
 * - `shell`: it replaces the program of the shell, which matters for the next shell (`ln -sf /bin/bash /bin/sh`);
 * - `ends`: no command after it would run (`exit`, `exec`, `return`);
 * - `errexit`: it relies on `set -e` (or an ERR trap), which has no effect on the left side of `&&`;
 * - `background`: a process still runs when the script ends;
 * - `unkept`: it uses files that only exist until the script ends (`/dev/shm`);
 * - `list`: `||`, `;`, `&` or a line break in the outermost list;
 * - `heredoc`, `comment`: text that would include any command appended to it;
 * - `unreadable`: opaque, or with errors.
 */
export type EffectKind =
  | 'directory' | 'variables' | 'options' | 'umask' | 'limits' | 'trap' | 'aliases' | 'functions' | 'redirection' | 'unknown'
  | 'lookup' | 'shell' | 'ends' | 'errexit' | 'background' | 'unkept' | 'list' | 'heredoc' | 'comment' | 'unreadable'; // prettier-ignore

/** One effect, with the span of the command, operator or comment that causes it. */
export interface ShellEffect extends Span {
  readonly kind: EffectKind;
  /** `variables`: the names that are set, without those that are only set for one command. `lookup`: the program. */
  readonly names: readonly string[];
  /** `variables`: whether programs inherit them (`export`). */
  readonly exported: boolean;
}

/** The effect of each kind of builtin. */
const builtinEffects: readonly (readonly [ProgramRole, EffectKind])[] = [
  ['directoryBuiltin', 'directory'],
  ['variableBuiltin', 'variables'],
  ['optionBuiltin', 'options'],
  ['aliasBuiltin', 'aliases'],
  ['evaluatingBuiltin', 'unknown'],
  ['endingBuiltin', 'ends'],
];

function effectOfBuiltin(name: string): EffectKind | undefined {
  if (name === 'umask' || name === 'trap') return name;
  if (name === 'ulimit') return 'limits';
  return builtinEffects.find(([role]) => programsWith(role).has(name))?.[1];
}

/** Containers that run in a separate process, so that they do not change the state of the script's shell. */
const isolated: ReadonlySet<ShellContainer> = new Set(['subshell', 'substitution', 'pipeline', 'background', 'coproc']);

/** The effects of a script, in no particular order. */
export const effectsOf = memoizeWeak((script: ShellScript): readonly ShellEffect[] => [
  ...effectsOfText(script),
  ...effectsOfCommands(script),
]);

/** Effects that end with the shell. Effects that can change a file or a program are not included. */
const inShell: ReadonlySet<EffectKind> = new Set(['directory', 'variables', 'options', 'umask', 'limits', 'aliases']);

/** Whether the script only changes the state of its own shell, so that nothing remains when it ends: `cd /app`, `export A=1`. */
export function onlyChangesShellState(script: ShellScript): boolean {
  const changes = effectsOf(script).filter(({ kind }) => inShell.has(kind));
  return (
    script.commands.length > 0 &&
    script.commands.every(({ start, end, redirects }) => redirects.length === 0 && changes.some((it) => it.start >= start && it.end <= end))
  );
}

function effect(kind: EffectKind, { start, end }: Span, names: readonly string[] = [], exported = false): ShellEffect {
  return { kind, start, end, names, exported };
}

function effectsOfText(script: ShellScript): ShellEffect[] {
  const effects: ShellEffect[] = [];
  if (script.opaque) effects.push(effect('unreadable', script));
  for (const error of script.errors) effects.push(effect('unreadable', error));
  for (const comment of script.comments) effects.push(effect('comment', comment));
  for (const heredoc of script.heredocs) effects.push(effect('heredoc', heredoc));
  for (const piece of script.pieces) {
    if (piece.operator !== 'first' && piece.operator !== '&&') effects.push(effect('list', piece.operatorSpan));
  }
  const last = script.pieces.at(-1);
  if (last?.background) effects.push(effect('list', { start: last.end, end: last.end }));
  return effects;
}

function effectsOfCommands(script: ShellScript): ShellEffect[] {
  const effects: ShellEffect[] = [];
  const byCommands = new Set<string>();
  for (const reading of readingsOf(script)) {
    const { command } = reading;
    for (const name of namesOf(command)) byCommands.add(name);
    if (leavesProcess(reading)) effects.push(effect('background', command));
    if (namesSharedMemory(command)) effects.push(effect('unkept', command));
    if (definesFunction(command)) effects.push(effect('functions', command));
    if (replacesShell(reading)) effects.push(effect('shell', command));
    if (setsErrexit(command)) effects.push(effect('errexit', command));
    if (!command.containers.some((container) => isolated.has(container))) appendAll(effects, effectsOfCommand(reading));
  }
  const others = [...script.assigned].filter((name) => !byCommands.has(name));
  if (others.length > 0) effects.push(effect('variables', script, others));
  return effects;
}

function namesOf(command: ShellCommand): readonly string[] {
  return [...command.assignments.map((assignment) => assignment.name), ...namesSetBy(command.name, command.args)];
}

function effectsOfCommand(reading: CommandReading): ShellEffect[] {
  const command = reading.inShell;
  const { name, nameWord, args, assignments } = command;
  const effects: ShellEffect[] = [];
  if (assignments.length > 0 && (!nameWord || (name !== undefined && programsWith('specialBuiltin').has(name)))) {
    effects.push(effect('variables', command, assignments.map((assignment) => assignment.name))); // prettier-ignore
  }
  if (nameWord && name === undefined && !nameWord.raw.includes('/')) effects.push(effect('unknown', command));
  if (name !== undefined && replacesItself(reading)) effects.push(effect('lookup', command, [name]));
  const kind = name === undefined ? undefined : effectOfBuiltin(name);
  if (name === 'exec' && args.length === 0) effects.push(effect('redirection', command));
  else if (kind === 'variables') effects.push(effect(kind, command, variablesOf(command), exports(command)));
  else if (kind && !exitsWithError(command)) effects.push(effect(kind, command));
  else if (name === 'printf' && args[0]?.value === '-v') effects.push(effect('variables', command, namesOf(command)));
  return effects;
}

function namesSharedMemory({ args, redirects, assignments }: ShellCommand): boolean {
  const words = [...args, ...redirects.map(({ target }) => target), ...assignments.map(({ value }) => value)];
  return words.some((word) => word?.value.includes(sharedMemory));
}

/** `pip install -U pip`: the shell has stored the path of the program, and the install may put another one elsewhere. */
function replacesItself({ packages, inner, inShell }: CommandReading): boolean {
  if (packages?.verb !== 'install' || inner !== inShell || packages.toolWord.start !== inner.nameWord?.start) return false;
  return packages.packages.some((request) => request.name === packages.tool);
}

function exports({ name, args }: ShellCommand): boolean {
  return name === 'export' || ((name === 'declare' || name === 'typeset') && args.some((arg) => /^-[a-zA-Z]*x/.test(arg.value)));
}

/** Whether the command defines a function in the script's own shell. */
function definesFunction({ containers }: ShellCommand): boolean {
  const at = containers.indexOf('function');
  return at >= 0 && !containers.slice(0, at).some((container) => isolated.has(container));
}

/** Programs that start a daemon and return, with the operand for it. */
const daemonStarters: Readonly<Record<string, RegExp>> = {
  service: /^(re)?start$/,
  systemctl: /^(re)?start$/,
  'rc-service': /^(re)?start$/,
  pg_ctl: /^(re)?start$/,
  pg_ctlcluster: /^(re)?start$/,
  apachectl: /^(re)?start$/,
  apache2ctl: /^(re)?start$/,
  'start-stop-daemon': /^(-S|--start)$/,
};
const daemonOption = /^--?(daemonize|daemon|fork|detach)(=|$)/;

/** Whether a process that the command starts still runs when it ends: a background job or a daemon. */
function leavesProcess({ command, inner, program, args }: CommandReading): boolean {
  if (command.containers.some((container) => container === 'background' || container === 'coproc')) return true;
  if (program === undefined) return false;
  const known = Object.hasOwn(daemonStarters, program) ? daemonStarters[program] : undefined;
  const starts = inner.name!.startsWith('/etc/init.d/') ? daemonStarters.service : known;
  return args.some((arg) => daemonOption.test(arg.value) || (starts?.test(arg.value) ?? false));
}

/** Whether the command replaces the program of `/bin/sh` for the next script. The current script is not affected. */
function replacesShell({ program = '', args }: CommandReading): boolean {
  if (program === 'dpkg-reconfigure') return args.some(({ value }) => hasRole(value, 'posixShell'));
  return hasRole(program, 'fileMover') && args.some(({ value }) => /^(?:\/usr)?\/bin\//.test(value) && hasRole(value, 'posixShell'));
}

function variablesOf(command: ShellCommand): readonly string[] {
  return command.name === 'unset' ? command.args.map((arg) => arg.value) : namesSetBy(command.name, command.args);
}

/** `exit 1`: the build fails here, whatever follows. */
function exitsWithError({ name, args }: ShellCommand): boolean {
  return name === 'exit' && args.length === 1 && /^[1-9]\d*$/.test(args[0]!.value);
}

/** `set -e`, `set -eux`, `set -o errexit`, `trap ... ERR`. */
function setsErrexit({ name, args }: ShellCommand): boolean {
  if (name === 'trap') return args.slice(1).some((arg) => arg.value === 'ERR');
  if (name !== 'set') return false;
  return args.some((arg, i) => /^-[a-zA-Z]*e/.test(arg.value) || (arg.value === 'errexit' && args[i - 1]?.value.endsWith('o')));
}
