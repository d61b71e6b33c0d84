import { expect } from 'vitest';
import type { ShellScript, ShellWord } from '../../server/src/shell/script.ts';
import type { Span } from '../../server/src/base/span.ts';

/** Checks that every span of a script is inside of it, that words have the text at their span, and that pieces contain its commands. */
export function expectWhole(text: string, script: ShellScript): void {
  const words: (ShellWord | undefined)[] = [...script.words];
  const spans: Span[] = [...script.comments, ...script.errors, ...script.heredocs, ...script.names, ...script.operators];
  for (const variable of script.variables) spans.push(variable, variable.nameSpan);
  for (const piece of script.pieces) spans.push(piece, piece.operatorSpan);
  for (const command of script.commands) {
    spans.push(command, ...command.redirects, ...command.assignments, ...command.assignments.map((assignment) => assignment.nameSpan));
    words.push(
      command.nameWord,
      ...command.args,
      ...command.redirects.map((at) => at.target),
      ...command.assignments.map((at) => at.value),
    );
  }
  for (const word of words) {
    if (!word) continue;
    spans.push(word, ...word.variables);
    if (text.slice(word.start, word.end) !== word.raw) expect.fail(`${word.raw} does not stand at ${word.start}`);
  }
  for (const { name, start, end } of script.names) {
    if (text.slice(start, end) !== name) expect.fail(`${name} does not stand at ${start}`);
  }
  for (const at of spans) {
    if (at.start < script.start || at.end < at.start || at.end > script.end) {
      expect.fail(`span ${at.start}..${at.end} leaves ${script.start}..${script.end}`);
    }
  }
  expect(new Set(script.pieces.flatMap((piece) => piece.commands))).toEqual(new Set(script.commands));
}
