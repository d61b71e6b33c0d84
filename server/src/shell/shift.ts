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
    variables: at.variables.map((variable) => variables.get(variable)!),
    substitutions: at.substitutions.map((inner) => substitutions.get(inner)!),
    globs: at.globs.map((glob) => shift(glob, by)),
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
      args: command.args.map(word),
      assignments: command.assignments.map(assignment),
      redirects: command.redirects.map(redirect),
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
    variables: [...variables.values()],
    parameters: script.parameters.map((at) => ({ ...at, ...shift(at, by) })),
    substitutions: [...substitutions.values()],
    extensions: script.extensions.map((at) => ({ ...at, ...shift(at, by) })),
    continuedQuotes: script.continuedQuotes.map((at) => shift(at, by)),
    names: script.names.map((at) => ({ ...at, ...shift(at, by) })),
    operators: script.operators.map((at) => shift(at, by)),
    words: script.words.map(word),
    comments: script.comments.map((at) => ({ ...at, ...shift(at, by) })),
    errors: script.errors.map((at) => ({ ...at, ...shift(at, by) })),
    heredocs: script.heredocs.map((at) => ({ ...at, ...shift(at, by), marker: shift(at.marker, by) })),
  };
}
