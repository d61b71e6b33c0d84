import { expect } from 'vitest';
import type { DockerfileTree, Instruction } from '../../server/src/syntax/tree.ts';
import type { Span } from '../../server/src/base/span.ts';

/** Reads every part of every instruction (they are parsed on first use) and checks that all spans are inside the text. */
export function readEverything(tree: DockerfileTree): void {
  for (const instruction of tree.instructions) readInstruction(tree.text, instruction);
  for (const part of [...tree.directives, ...tree.comments, ...tree.problems]) expectInside(part, { start: 0, end: tree.text.length });
}

function readInstruction(text: string, instruction: Instruction): void {
  expect(text.slice(instruction.start, instruction.end)).toBe(instruction.source);
  const { flags, words, pairs, variables, comments, continuations, json, heredocs, trigger } = instruction;
  const parts: Span[] = [
    instruction.keywordSpan,
    instruction.body,
    ...flags,
    ...words,
    ...pairs,
    ...variables,
    ...comments,
    ...continuations,
  ];
  for (const flag of flags) parts.push(flag.nameSpan, ...flag.fields, ...flag.fields.map((field) => field.keySpan));
  for (const pair of pairs) parts.push(pair.nameSpan, pair.valueSpan ?? pair.nameSpan);
  for (const variable of variables) parts.push(variable.nameSpan, variable.word ?? variable.nameSpan);
  for (const heredoc of heredocs) parts.push(heredoc.marker, heredoc.body, heredoc.terminator ?? heredoc.marker);
  for (const part of [...parts, ...(json?.items ?? [])]) expectInside(part, instruction);
  if (trigger) readInstruction(text, trigger);
}

function expectInside(part: Span, whole: Span): void {
  if (part.start >= whole.start && part.start <= part.end && part.end <= whole.end) return;
  expect.fail(`span ${part.start}..${part.end} leaves ${whole.start}..${whole.end}`);
}
