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

/** A completion request: the cursor and what the item makers need. */
export interface CompletionRequest {
  readonly document: DockerfileDocument;
  readonly offset: number;
  readonly cursor: Cursor;
  /** The instruction of the file that the cursor is in, or the last one before it. */
  readonly instruction: Instruction | undefined;
  readonly stage: Stage | undefined;
  readonly translate: Translate;
  /** Undefined where no registry may be asked. */
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

/** Makes the items of one kind for a slot. */
export type Maker = (request: CompletionRequest, slot: Slot) => readonly Completion[];

/** The last instruction that begins at or before `offset`, and its stage. */
export function surroundings({ model }: DockerfileDocument, offset: number): Pick<CompletionRequest, 'instruction' | 'stage'> {
  const instruction = model.tree.instructions[indexOfInstructionBefore(model.tree, offset)];
  return { instruction, stage: instruction && model.stageOf(instruction) };
}

/**
 * The slot of what is typed right before the cursor, and of what follows it and fits `rest` (sticky). Undefined where it begins on
 * another line, since an editor takes edits of one line only.
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

/** What is left of a word. */
export const wordRest = /[^\s"'\\`]*/y;

/** A slot without its first `length` characters: the part of a word behind a separator. */
export function behind(slot: Slot, length: number): Slot {
  return { start: slot.start + length, end: slot.end, typed: slot.typed.slice(length) };
}

/** What a registry's answer has at this moment, if anything. Where more may come, the list is one to be asked for again. */
export function knownNow<T extends { readonly complete: boolean }>(
  request: CompletionRequest,
  answer: External<T> | undefined,
): T | undefined {
  if (!answer || answer.state === 'unavailable') return undefined;
  if (answer.state === 'pending' || !answer.value.complete) request.markIncomplete();
  return answer.state === 'known' ? answer.value : undefined;
}
