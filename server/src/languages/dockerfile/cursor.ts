import { isWordBreak, skipSpace } from '../../syntax/characters.ts';
import { readFlags } from '../../syntax/flags.ts';
import { indexOfInstructionBefore } from '../../syntax/instruction-at.ts';
import { LogicalLine } from '../../syntax/logical.ts';
import type { DockerfileTree, Flag, Heredoc, Instruction } from '../../syntax/tree.ts';
import { lineStartAt } from '../../base/layout.ts';
import { touches } from '../../base/span.ts';

/**
 * The position of the cursor in an incomplete file. It depends only on the text before the cursor in its instruction, because the parser
 * may read the following lines as part of an incomplete instruction.
 */
export type Cursor = CommentCursor | KeywordCursor | ArgumentsCursor | HeredocCursor;

/** In a comment or a possible directive. */
export interface CommentCursor {
  readonly kind: 'comment';
  /** Offset of the `#`. */
  readonly start: number;
  /** From the `#` to the cursor. */
  readonly typed: string;
  /** Whether it is between the continued lines of an instruction. */
  readonly continued: boolean;
}

/** In the first word of an instruction, or on a blank line. */
export interface KeywordCursor {
  readonly kind: 'keyword';
  readonly typed: string;
  /** The instruction of the file. Undefined on a blank line. */
  readonly instruction: Instruction | undefined;
  /** Whether it is the instruction that ONBUILD triggers. */
  readonly isTrigger: boolean;
}

/** After the first word of an instruction. */
export interface ArgumentsCursor {
  readonly kind: 'arguments';
  /** The instruction of the file. */
  readonly instruction: Instruction;
  /** The uppercase keyword of the innermost instruction: the trigger of ONBUILD, or the CMD of HEALTHCHECK. */
  readonly keyword: string;
  /** The keyword as written. */
  readonly writtenKeyword: string;
  /** `HEALTHCHECK` if this is its CMD. */
  readonly holder: 'HEALTHCHECK' | undefined;
  /** The flags before the one at the cursor. */
  readonly flags: readonly Flag[];
  /** The flag at the cursor. */
  readonly flag: WrittenFlag | undefined;
  /** The text from the end of the flags to the cursor, without line continuations. Empty if the cursor is on a flag. */
  readonly body: string;
}

/** A flag up to the cursor. */
export interface WrittenFlag {
  /** The text up to the cursor: `-`, `--fr`, `--from=bui`. */
  readonly typed: string;
  readonly name: string;
  /** The text after `=`. Undefined if there is no `=`. */
  readonly value: string | undefined;
}

/** In the lines of a here-document. */
export interface HeredocCursor {
  readonly kind: 'heredoc';
  readonly instruction: Instruction;
  readonly keyword: string;
  readonly heredoc: Heredoc;
  /** From the first line to the cursor. */
  readonly body: string;
}

/** Reads the position of the cursor. Undefined if nothing can be completed there, for example after an escape character. */
export function cursorAt(tree: DockerfileTree, offset: number): Cursor | undefined {
  const instruction = writtenAt(tree, offset);
  if (!instruction) return betweenInstructions(tree, offset);
  const heredoc = heredocAt(instruction, tree.text, offset);
  if (heredoc) {
    const body = tree.text.slice(heredoc.body.start, offset);
    return { kind: 'heredoc', instruction, keyword: innermostKeyword(instruction), heredoc, body };
  }
  if (instruction.heredocs.some(({ body, terminator }) => terminator && offset >= body.end)) return undefined;
  const comment = instruction.comments.find((candidate) => candidate.start < offset && touches(candidate, offset));
  if (comment) return { kind: 'comment', start: comment.start, typed: tree.text.slice(comment.start, offset), continued: true };
  const typed = textBefore(tree.text, instruction, offset);
  return typed === undefined ? undefined : readTyped(typed, instruction, false);
}

/** The instruction that text typed at `offset` belongs to. */
function writtenAt(tree: DockerfileTree, offset: number): Instruction | undefined {
  const before = tree.instructions[indexOfInstructionBefore(tree, offset)];
  return before && (touches(before, offset) || isOpen(before)) ? before : undefined;
}

/** Whether it continues at the end of its text: its last line ends with a line continuation, or its here-document is not closed. */
function isOpen({ end, continuations, heredocs }: Instruction): boolean {
  const last = heredocs.at(-1);
  return last ? last.terminator === undefined : continuations.at(-1)?.end === end;
}

/** A here-document without a line after its marker has no body yet. */
function heredocAt({ heredocs }: Instruction, text: string, offset: number): Heredoc | undefined {
  const begun = heredocs.filter(({ body }) => body.start <= offset && text[body.start - 1] === '\n');
  return begun.find(({ body, terminator }) => terminator === undefined || offset < body.end);
}

function innermostKeyword(instruction: Instruction): string {
  let inner = instruction;
  while (inner.trigger) inner = inner.trigger;
  return inner.keyword;
}

function betweenInstructions({ text }: DockerfileTree, offset: number): Cursor | undefined {
  const lineStart = lineStartAt(text, offset);
  const start = skipSpace(text, lineStart, offset);
  const typed = text.slice(start, offset);
  if (typed.startsWith('#')) return { kind: 'comment', start, typed, continued: false };
  return typed === '' ? { kind: 'keyword', typed, instruction: undefined, isTrigger: false } : undefined;
}

/**
 * The text of the instruction up to the cursor, without line continuations. On a blank line between continued lines, only its own spaces
 * count, because a word there belongs to the instruction.
 */
function textBefore(text: string, instruction: Instruction, offset: number): string | undefined {
  let before = '';
  let from = instruction.start;
  for (const [i, { start, end }] of instruction.continuations.entries()) {
    if (start >= offset) break;
    before += text.slice(from, start);
    from = end;
    const isLast = i === instruction.continuations.length - 1;
    if (offset >= end && !(isLast && end === instruction.end)) continue;
    const lineStart = lineStartAt(text, offset);
    return lineStart > start ? before + text.slice(lineStart, offset) : undefined;
  }
  return before + text.slice(from, offset);
}

function readTyped(typed: string, instruction: Instruction, isTrigger: boolean, holder?: 'HEALTHCHECK'): Cursor {
  let keywordEnd = 0;
  while (keywordEnd < typed.length && !isWordBreak(typed.charCodeAt(keywordEnd))) keywordEnd++;
  if (keywordEnd === typed.length) return { kind: 'keyword', typed, instruction, isTrigger };
  const writtenKeyword = typed.slice(0, keywordEnd);
  const keyword = writtenKeyword.toUpperCase();
  const { flags, flag, body } = readArguments(typed, keywordEnd);
  if (keyword === 'ONBUILD' && !flag && flags.length === 0) return readTyped(body, instruction, true);
  if (keyword === 'HEALTHCHECK' && /^CMD[ \t]/i.test(body)) return readTyped(body, instruction, false, keyword);
  return { kind: 'arguments', instruction, keyword, writtenKeyword, holder, flags, flag, body };
}

function readArguments(typed: string, keywordEnd: number): Pick<ArgumentsCursor, 'flags' | 'flag' | 'body'> {
  const hyphens = /(?<=\s)--?$/.exec(typed);
  const line = lineOf(hyphens ? typed.slice(0, hyphens.index) : typed);
  const { flags, bodyStart } = readFlags(line, keywordEnd);
  const body = line.text.slice(bodyStart);
  if (hyphens && body === '') return { flags, flag: { typed: hyphens[0], name: '', value: undefined }, body };
  const last = flags.at(-1);
  if (hyphens || !last || last.end < typed.length) return { flags, flag: undefined, body: body + (hyphens?.[0] ?? '') };
  return { flags: flags.slice(0, -1), flag: { typed: typed.slice(last.start), name: last.name, value: last.value }, body: '' };
}

function lineOf(text: string): LogicalLine {
  return new LogicalLine(text, [{ start: 0, end: text.length }]);
}
