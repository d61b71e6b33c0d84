import type { ShellAssignment, ShellCommand, ShellPiece, ShellRedirect, ShellScript, ShellVariable, ShellWord } from './script.ts';
import { shift } from '../base/span.ts';

const origins = new WeakMap<ShellScript, { readonly script: ShellScript; readonly by: number }>();

/**
 * The script that `shiftScript` moved to make this one, and by how much; undefined for one that was not moved. The commands of both
 * correspond by index, so that what was read from those of the one need not be read again from those of the other.
 */
export function originOf(script: ShellScript): { readonly script: ShellScript; readonly by: number } | undefined {
  return origins.get(script);
}

/**
 * The same data with every span in it `by` characters further on: each number called `start` or `end`, at any depth. `value` is plain data
 * (objects, arrays, primitives); an object that occurs twice in it occurs twice in the copy.
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

/** The same script, `by` characters further on. A command of a piece stays the very object that stands in `commands`. */
export function shiftScript(script: ShellScript, by: number): ShellScript {
  if (by === 0) return script;
  const variables = new Map<ShellVariable, ShellVariable>();
  for (const variable of script.variables) {
    variables.set(variable, { ...variable, ...shift(variable, by), nameSpan: shift(variable.nameSpan, by) });
  }
  const word = ({ start, end, raw, value, literal, variables: inner }: ShellWord): ShellWord => {
    return { start: start + by, end: end + by, raw, value, literal, variables: inner.map((variable) => variables.get(variable)!) };
  };
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
  const shifted: ShellScript = {
    ...script,
    ...shift(script, by),
    pieces: script.pieces.map(piece),
    commands: [...commands.values()],
    variables: [...variables.values()],
    names: script.names.map((at) => ({ ...at, ...shift(at, by) })),
    operators: script.operators.map((at) => shift(at, by)),
    words: script.words.map(word),
    comments: script.comments.map((at) => ({ ...at, ...shift(at, by) })),
    errors: script.errors.map((at) => ({ ...at, ...shift(at, by) })),
    heredocs: script.heredocs.map((at) => shift(at, by)),
  };
  origins.set(shifted, { script, by });
  return shifted;
}
