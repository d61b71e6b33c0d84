import type { TextEdit } from '../base/edit.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { Facts } from '../facts/facts.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';

/** rewrite: the same in another form. extract, inline: a part gets a name of its own, or loses it. */
export type RefactoringKind = 'rewrite' | 'extract' | 'inline';

/** Where a refactoring is asked for, and what is known there. */
export interface RefactoringContext {
  readonly text: string;
  readonly model: DockerfileModel;
  readonly facts: Facts;
  readonly build: BuildContext;
  readonly assets: Assets;
  /** The selected text; empty at a cursor. */
  readonly at: Span;
  /** The instruction at the start of the selection. */
  readonly instruction: Instruction;
  /** All instructions that the selection touches, in order; `instruction` is the first. */
  readonly selected: readonly Instruction[];
  /** The stage of the instruction; undefined before the first FROM. */
  readonly stage: Stage | undefined;
}

/** A refactoring that can be made at this place. */
export interface Offer {
  /** What it does, for the menu. */
  readonly title: Message;
  /** The edits do not overlap. */
  readonly edits: readonly TextEdit[];
}

/**
 * A rewrite that the user asks for at the cursor. Unlike a fix, it needs no finding. It offers nothing where the build would do something
 * else afterwards, except for what its title says.
 */
export interface Refactoring {
  /** The name of its folder, in kebab-case. */
  readonly id: string;
  readonly kind: RefactoringKind;
  /** What can be done at the place; usually one offer or none. Fast and without side effects: it is called for each move of the cursor. */
  offers(context: RefactoringContext): readonly Offer[];
}

/** Declares a refactoring. */
export function defineRefactoring(refactoring: Refactoring): Refactoring {
  return refactoring;
}
