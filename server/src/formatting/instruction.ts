import type { DockerfileModel } from '../model/model.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import type { TextEdit } from '../base/edit.ts';
import { continuationsOf, indentContinuedLines } from './continued-lines.ts';
import type { FormatOptions } from './options.ts';

/** The edits for one instruction. There are none if it is invalid, so that incomplete text is not moved. */
export function formatInstruction(text: string, instruction: Instruction, model: DockerfileModel, options: FormatOptions): TextEdit[] {
  if (isBroken(instruction, model)) return [];
  return [
    ...keywordCase(text, instruction, model.tree, options),
    ...gapAfterKeyword(text, instruction),
    ...gapsBetweenWords(text, instruction),
    ...(options.trimTrailingWhitespace ? trailingSpaces(text, instruction) : []),
    ...indentContinuedLines(text, instruction, model, options),
  ];
}

/** Whether BuildKit or the shell would reject the instruction. */
export function isBroken(instruction: Instruction, model: DockerfileModel): boolean {
  if (!instruction.known || instruction.heredocs.some(({ terminator }) => !terminator)) return true;
  const { problems } = model.tree;
  if (problems.some(({ start, end }) => start < instruction.end && end > instruction.start)) return true;
  const script = model.scriptOf(instruction);
  return (script?.errors.length ?? 0) > 0;
}

function keywordCase(text: string, instruction: Instruction, tree: DockerfileTree, { instructionCase }: FormatOptions): TextEdit[] {
  if (instructionCase === 'keep' || endsHeredoc(instruction, tree)) return [];
  const edits: TextEdit[] = [];
  for (let part: Instruction | undefined = instruction; part; part = part.trigger) {
    const { start, end } = part.keywordSpan;
    const newText = instructionCase === 'upper' ? part.keyword : part.keyword.toLowerCase();
    const written = text.slice(start, end);
    if (written !== newText && written.length === newText.length) edits.push({ start, end, newText });
  }
  const as = instruction.keyword === 'FROM' ? instruction.words[1] : undefined;
  if (as && /^as$/i.test(as.text) && as.end - as.start === 2) {
    const newText = instructionCase === 'upper' ? 'AS' : 'as';
    if (as.text !== newText) edits.push({ start: as.start, end: as.end, newText });
  }
  return edits;
}

/** An unclosed heredoc ends at an uppercase keyword, whose letter case is therefore kept. */
function endsHeredoc(instruction: Instruction, { instructions }: DockerfileTree): boolean {
  const before = instructions[instructions.indexOf(instruction) - 1];
  return before?.heredocs.some(({ terminator }) => !terminator) ?? false;
}

/**
 * One space between the keyword and its arguments. Instructions on several lines may align them in a column.
 *
 * @param text A text that contains the instruction at its offsets.
 */
export function gapAfterKeyword(text: string, instruction: Instruction): TextEdit[] {
  if (instruction.continuations.length > 0) return [];
  const start = instruction.keywordSpan.end;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const alone = end >= instruction.end || /[\r\n]/.test(text[end]!);
  return end === start || alone || text.slice(start, end) === ' ' ? [] : [{ start, end, newText: ' ' }];
}

/** Instructions whose words are separated by spaces that have no meaning. The words of others may be text for a shell or one long value. */
const plainWords: ReadonlySet<string> = new Set(['FROM', 'COPY', 'ADD', 'EXPOSE', 'VOLUME']);

/**
 * One space between the flags and words of an instruction on one line. In RUN and in the others that start programs, the spaces belong to
 * the author's layout.
 *
 * @param text A text that contains the instruction at its offsets.
 */
export function gapsBetweenWords(text: string, { keyword, flags, words, json, continuations }: Instruction): TextEdit[] {
  if (!plainWords.has(keyword) || json || continuations.length > 0) return [];
  const parts = [...flags, ...words];
  return parts.slice(1).flatMap(({ start }, i) => {
    const { end } = parts[i]!;
    return /^[ \t]{2,}$|^\t$/.test(text.slice(end, start)) ? [{ start: end, end: start, newText: ' ' }] : [];
  });
}

/**
 * Edits that remove the spaces after the escape character of a continued line and at the end of the last line, but not in heredocs. Only
 * spaces and tabs: after an escape character, another blank (a vertical tab) keeps the line from being continued.
 */
export function trailingSpaces(text: string, instruction: Instruction): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { start, end, followsBlank } of continuationsOf(text, instruction)) {
    // After an escaped space or directly after a word, a shell may join the two lines into one word. The spaces are kept.
    if (!followsBlank) continue;
    const lineEnd = text.slice(start, end).search(/\r?\n/);
    const last = start + (lineEnd < 0 ? end - start : lineEnd);
    if (last > start + 1 && isBlank(text.slice(start + 1, last))) edits.push({ start: start + 1, end: last, newText: '' });
  }
  const ownEnd = instruction.heredocs.length > 0 ? -1 : instruction.end;
  if (ownEnd > instruction.body.end && isBlank(text.slice(instruction.body.end, ownEnd))) {
    edits.push({ start: instruction.body.end, end: ownEnd, newText: '' });
  }
  return edits;
}

function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}
