import type {
  ShellAssignment,
  ShellCommand,
  ShellPiece,
  ShellRedirect,
  ShellScript,
  ShellSubstitution,
  ShellVariable,
  ShellWord,
} from './script.ts';
import { none } from '../base/lists.ts';
import { shift } from '../base/span.ts';

const origins = new WeakMap<ShellScript, { readonly script: ShellScript; readonly by: number }>();

/**
 * The script that `shiftScript` shifted to create this one, and by how many characters. Returns undefined if it was not shifted. The
 * commands of both correspond by index, so that the readings of one can be reused for the other.
 */
export function originOf(script: ShellScript): { readonly script: ShellScript; readonly by: number } | undefined {
  return origins.get(script);
}

/**
 * Copies data and shifts every span in it by `by` characters: each number named `start` or `end`, at any depth. `value` is plain data
 * (objects, arrays, primitives); an object that occurs twice in it is copied once.
 */
export function moveSpans<T>(value: T, by: number): T {
  if (by === 0 || typeof value !== 'object' || value === null) return value;
  const moved = new Map<object, object>();
  const move = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const known = moved.get(part);
    if (known) return known;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(part) ? [] : {};
    moved.set(part, copy);
    if (Array.isArray(part)) {
      for (const item of part) (copy as unknown[]).push(move(item));
      return copy;
    }
    for (const key of Object.keys(part)) {
      const inner = (part as Record<string, unknown>)[key];
      (copy as Record<string, unknown>)[key] = (key === 'start' || key === 'end') && typeof inner === 'number' ? inner + by : move(inner);
    }
    return copy;
  };
  return move(value) as T;
}

/** Shifts a script by `by` characters, and remembers which one it was: see `originOf`. */
export function shiftScript(script: ShellScript, by: number): ShellScript {
  if (by === 0) return script;
  const shifted = moveScript(script, by);
  origins.set(shifted, { script, by });
  return shifted;
}

/** Copies a script with all spans shifted by `by` characters. The commands of a piece are the same objects as those in `commands`. */
export function moveScript(script: ShellScript, by: number): ShellScript {
  const variables = new Map<ShellVariable, ShellVariable>();
  for (const variable of script.variables) {
    variables.set(variable, { ...variable, ...shift(variable, by), nameSpan: shift(variable.nameSpan, by) });
  }
  const substitutions = new Map<ShellSubstitution, ShellSubstitution>();
  for (const at of script.substitutions) substitutions.set(at, { ...at, ...shift(at, by) });
  const word = (at: ShellWord): ShellWord => ({
    start: at.start + by,
    end: at.end + by,
    raw: at.raw,
    value: at.value,
    literal: at.literal,
    variables: mapped(at.variables, (variable) => variables.get(variable)!),
    substitutions: mapped(at.substitutions, (inner) => substitutions.get(inner)!),
    globs: mapped(at.globs, (glob) => shift(glob, by)),
  });
  const assignment = (at: ShellAssignment): ShellAssignment => ({
    ...at,
    ...shift(at, by),
    nameSpan: shift(at.nameSpan, by),
    value: at.value && word(at.value),
  });
  const redirect = (at: ShellRedirect): ShellRedirect => ({ ...at, ...shift(at, by), target: at.target && word(at.target) });
  const commands = new Map<ShellCommand, ShellCommand>();
  for (const command of script.commands) {
    commands.set(command, {
      ...command,
      ...shift(command, by),
      nameWord: command.nameWord && word(command.nameWord),
      args: mapped(command.args, word),
      assignments: mapped(command.assignments, assignment),
      redirects: mapped(command.redirects, redirect),
    });
  }
  const piece = (at: ShellPiece): ShellPiece => ({
    ...at,
    ...shift(at, by),
    operatorSpan: shift(at.operatorSpan, by),
    commands: at.commands.map((command) => commands.get(command)!),
  });
  return {
    ...script,
    ...shift(script, by),
    pieces: script.pieces.map(piece),
    commands: [...commands.values()],
    branches: mapped(script.branches, (at) => ({
      ...at,
      ...shift(at, by),
      condition: at.condition && shift(at.condition, by),
      loop: at.loop && { ...at.loop, words: mapped(at.loop.words, word) },
    })),
    variables: mapped(script.variables, (at) => variables.get(at)!),
    parameters: mapped(script.parameters, (at) => ({ ...at, ...shift(at, by) })),
    substitutions: mapped(script.substitutions, (at) => substitutions.get(at)!),
    extensions: mapped(script.extensions, (at) => ({ ...at, ...shift(at, by) })),
    continuedQuotes: mapped(script.continuedQuotes, (at) => shift(at, by)),
    names: mapped(script.names, (at) => ({ ...at, ...shift(at, by) })),
    operators: mapped(script.operators, (at) => shift(at, by)),
    words: mapped(script.words, word),
    comments: mapped(script.comments, (at) => ({ ...at, ...shift(at, by) })),
    errors: mapped(script.errors, (at) => ({ ...at, ...shift(at, by) })),
    heredocs: mapped(script.heredocs, (at) => ({ ...at, ...shift(at, by), marker: shift(at.marker, by) })),
  };
}

/** As `list.map(move)`. A script has about 20 lists, most of them empty: these are all the same one. */
function mapped<T>(list: readonly T[], move: (item: T) => T): readonly T[] {
  return list.length === 0 ? none : list.map((item) => move(item));
}
