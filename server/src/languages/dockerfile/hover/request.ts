import type { Stage } from '../../../model/model.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { LineIndex } from '../../../base/lines.ts';
import { touches } from '../../../base/span.ts';
import type { Hover } from '../../results.ts';
import type { DockerfileDocument } from '../document.ts';
import type { MarkdownTranslate } from '../../markdown.ts';

/** A hover request inside an instruction: the cursor and the input of the hover kinds. */
export interface HoverRequest {
  readonly document: DockerfileDocument;
  readonly offset: number;
  /** The instruction of the file. */
  readonly whole: Instruction;
  /** The innermost instruction at the cursor: `whole`, or the trigger of ONBUILD or the CMD of HEALTHCHECK inside it. */
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly translate: MarkdownTranslate;
  /** The one-based line of an offset. */
  lineOf(offset: number): number;
}

/** A kind of hover. Returns undefined if the cursor is not on something of that kind. */
export type HoverKind = (at: HoverRequest) => Hover | undefined;

/** The request for a cursor. Undefined if it is not in an instruction. */
export function hoverRequestAt(document: DockerfileDocument, offset: number, translate: MarkdownTranslate): HoverRequest | undefined {
  const whole = instructionAt(document.model.tree, offset);
  if (!whole) return undefined;
  let instruction = whole;
  while (instruction.trigger && touches(instruction.trigger, offset)) instruction = instruction.trigger;
  return { ...hoverRequestIn(document, whole, offset, translate), instruction };
}

/** The request for a cursor in `whole`, an instruction of the file, or directly after it. */
export function hoverRequestIn(
  document: DockerfileDocument,
  whole: Instruction,
  offset: number,
  translate: MarkdownTranslate,
): HoverRequest {
  let lines: LineIndex | undefined;
  const lineOf = (at: number): number => (lines ??= new LineIndex(document.text)).lineAt(at) + 1;
  return { document, offset, whole, instruction: whole, stage: document.model.stageOf(whole), translate, lineOf };
}
