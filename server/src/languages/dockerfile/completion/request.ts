import type { External } from '../../../base/external.ts';
import type { RegistryLookup } from '../../../context/registry.ts';
import type { Stage } from '../../../model/model.ts';
import { indexOfInstructionBefore } from '../../../syntax/instruction-at.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { lineStartAt } from '../../../base/layout.ts';
import type { Translate } from '../../../base/message.ts';
import type { ArgumentsCursor, Cursor, HeredocCursor } from '../cursor.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import type { MarkdownTranslate } from '../../markdown.ts';

/** A completion request: the cursor and the input of the item makers. */
export interface CompletionRequest {
  readonly document: DockerfileDocument;
  readonly offset: number;
  readonly cursor: Cursor;
  /** The instruction at the cursor, or the last one before it. */
  readonly instruction: Instruction | undefined;
  readonly stage: Stage | undefined;
  readonly translate: Translate;
  /** For documentation. */
  readonly markdown: MarkdownTranslate;
  /** Undefined if registry requests are disabled. */
  readonly registry: RegistryLookup | undefined;
  /** Marks the list as incomplete: the client requests it again as the user types. */
  markIncomplete(): void;
}

/** A request inside an instruction. */
export interface ArgumentsRequest extends CompletionRequest {
  readonly cursor: ArgumentsCursor;
  readonly instruction: Instruction;
}

/** A request inside a here-document. */
export interface HeredocRequest extends CompletionRequest {
  readonly cursor: HeredocCursor;
  readonly instruction: Instruction;
}

/** Creates the items of one kind for a slot. */
export type ItemMaker = (request: CompletionRequest, slot: Slot) => readonly Completion[];

/** The last instruction that starts at or before `offset`, and its stage. */
export function surroundings({ model }: DockerfileDocument, offset: number): Pick<CompletionRequest, 'instruction' | 'stage'> {
  const instruction = model.tree.instructions[indexOfInstructionBefore(model.tree, offset)];
  return { instruction, stage: instruction && model.stageOf(instruction) };
}

/**
 * The slot of the typed text before the cursor and of the following text that matches `rest` (a sticky pattern). Undefined if it starts on
 * another line, because completion can only replace text on one line.
 */
export function slotAt(
  { document, offset }: Pick<CompletionRequest, 'document' | 'offset'>,
  typed: string,
  rest: RegExp = wordRest,
): Slot | undefined {
  const start = offset - typed.length;
  if (start < lineStartAt(document.text, offset) || !document.text.startsWith(typed, start)) return undefined;
  rest.lastIndex = offset;
  return { start, end: offset + (rest.exec(document.text)?.[0].length ?? 0), typed };
}

/** The rest of a word. */
export const wordRest = /[^\s"'\\`]*/y;

/** The slot without its first `length` characters: the part of a word after a separator. */
export function slotAfter(slot: Slot, length: number): Slot {
  return { start: slot.start + length, end: slot.end, typed: slot.typed.slice(length) };
}

/** The value of a registry response so far, if any. Marks the list as incomplete if more may arrive. */
export function valueSoFar<T extends { readonly complete: boolean }>(
  request: CompletionRequest,
  answer: External<T> | undefined,
): T | undefined {
  if (!answer || answer.state === 'unavailable') return undefined;
  if (answer.state === 'pending' || !answer.value.complete) request.markIncomplete();
  return answer.state === 'known' ? answer.value : undefined;
}
