import type { Stage } from '../../../model/model.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { LineIndex } from '../../../base/lines.ts';
import type { Translate } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';

/** What an editor shows beside the cursor: `span` is what it is about. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** A cursor in an instruction, with what the kinds of hovers need to know of it. */
export interface Place {
  readonly document: DockerfileDocument;
  readonly offset: number;
  /** The instruction of the file. */
  readonly whole: Instruction;
  /** The same, or what it holds where the cursor is in that: what ONBUILD triggers, the CMD of HEALTHCHECK. */
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly translate: Translate;
  /** The line of an offset, as people count: from one. */
  lineOf(offset: number): number;
}

/** One kind of hover: undefined where the cursor is on nothing of its kind. */
export type HoverKind = (at: Place) => Hover | undefined;

/** The cursor's place; undefined where it is in no instruction. */
export function placeAt(document: DockerfileDocument, offset: number, translate: Translate): Place | undefined {
  const whole = instructionAt(document.model.tree, offset);
  if (!whole) return undefined;
  let instruction = whole;
  while (instruction.trigger && touches(instruction.trigger, offset)) instruction = instruction.trigger;
  return { ...placeIn(document, whole, offset, translate), instruction };
}

/** A place in an instruction of the file, or right behind it. */
export function placeIn(document: DockerfileDocument, whole: Instruction, offset: number, translate: Translate): Place {
  let lines: LineIndex | undefined;
  const lineOf = (at: number): number => (lines ??= new LineIndex(document.text)).lineAt(at) + 1;
  return { document, offset, whole, instruction: whole, stage: document.model.stageOf(whole), translate, lineOf };
}
