import type { ShellAssignment, ShellCommand, ShellPiece, ShellRedirect, ShellScript, ShellVariable, ShellWord } from './script.ts';
import { shift } from '../base/span.ts';

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
  return {
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
}
