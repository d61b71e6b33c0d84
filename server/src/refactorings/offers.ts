import { meets } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import type { BuildContext } from '../context/build-context.ts';
import { factsOf } from '../facts/facts.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { DockerfileModel } from '../model/model.ts';
import { syntaxInUse } from '../model/syntax-in-use.ts';
import { instructionAt, instructionsIn } from '../syntax/instruction-at.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import { allRefactorings } from './registry.generated.ts';
import type { Offer, RefactoringContext, RefactoringKind } from './refactoring.ts';

/** An offer with the refactoring that makes it. */
export interface NamedOffer extends Offer {
  readonly id: string;
  readonly kind: RefactoringKind;
}

/** A Dockerfile and what is known about it. */
export interface RefactoringSubject {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly assets: Assets;
}

/**
 * All refactorings that can be made at a cursor or for a selection, in the order of their ids. Empty outside of instructions, and in a file
 * with another frontend, whose instructions are not known. Nothing is offered for text with a syntax error.
 */
export function* offersAt({ model, build, assets }: RefactoringSubject, at: Span): Work<readonly NamedOffer[]> {
  const instruction = instructionAt(model.tree, at.start);
  if (!instruction?.known || syntaxInUse(model.tree) === 'foreign') return [];
  const touched = instructionsIn(model.tree, at);
  const context: RefactoringContext = {
    text: model.tree.text,
    model,
    facts: factsOf(model, build),
    build,
    assets,
    at,
    instruction,
    selected: touched.length > 0 ? touched : [instruction],
    stage: model.stageOf(instruction),
  };
  const found: NamedOffer[] = [];
  for (const { id, kind, offers } of allRefactorings) {
    for (const offer of offers(context)) {
      if (!meetsProblem(model.tree, [instruction, hullOf(offer.edits)])) found.push({ ...offer, id, kind });
    }
    yield;
  }
  return found;
}

/** From the first edit to the last. */
function hullOf(edits: readonly Span[]): Span {
  return { start: Math.min(...edits.map(({ start }) => start)), end: Math.max(...edits.map(({ end }) => end)) };
}

/** Whether one of these places is broken: what it means is not certain, so that nothing can be rewritten. */
function meetsProblem({ problems }: DockerfileTree, places: readonly Span[]): boolean {
  return problems.some((problem) => places.some((place) => meets(place, problem)));
}
