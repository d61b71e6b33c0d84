import type { Work } from '../../base/work.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Stage } from '../../model/model.ts';
import { executionOrder } from '../../model/positions.ts';
import { rootImage } from '../../model/stages.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { align } from './alignment.ts';
import { baseLength, contradictsBase, imagesNamed } from './base-evidence.ts';
import type { BuiltImage } from '../../context/built-image.ts';
import { expectedStep } from './expected-step.ts';
import type { ExpectedStep } from './expected-step.ts';
import { stepsOfImage } from './history-step.ts';
import type { HistoryStep } from './history-step.ts';

/** An image that was built from a stage, perhaps before a few edits. */
export interface StageMatch {
  readonly image: BuiltImage;
  /** The bytes of the layer of each instruction that is as it was: of the stage and of those that it builds on. */
  readonly layers: ReadonlyMap<Instruction, number>;
  /** The bytes of the base image of the first of these stages. Undefined if it is not certain where it ends. */
  readonly base: number | undefined;
  /** The entries of the history after the base image that none of the instructions made. */
  readonly others: readonly HistoryStep[];
  /** How many instructions or entries differ. */
  readonly edits: number;
}

/** The images whose history is that of the stage, in the order of `images`. `known`: see `BuiltImages`. */
export function* matchesOf(
  stage: Stage,
  facts: Facts,
  images: readonly BuiltImage[],
  known: ReadonlySet<string>,
): Work<readonly StageMatch[]> {
  const expected = expectedSteps(stage, facts);
  const matches: StageMatch[] = [];
  if (!expected.some(({ writesFiles }) => writesFiles)) return matches;
  const bases = imagesNamed(rootImage(stage), images);
  for (const image of images) {
    const match = matchOf(stage, expected, image, { images, bases }, known.has(image.id));
    if (match) matches.push(match);
    yield;
  }
  return matches;
}

/**
 * How many instructions may differ, so that it is the same file after an edit and not another one that is similar. `length`: how many
 * instructions there are. `isKnown`: it has matched the file without a difference before, so that it is the same file.
 */
function mostEdits(length: number, isKnown: boolean): number {
  if (isKnown) return Math.ceil(length / 2);
  return length < 3 ? 0 : Math.min(3, Math.max(1, Math.floor(length / 4)));
}

/** How long the text must be that an image has in common with a file, if nothing else says that they belong together. */
const shortestEvidence = 8;

function matchOf(
  stage: Stage,
  expected: readonly ExpectedStep[],
  image: BuiltImage,
  { images, bases }: { readonly images: readonly BuiltImage[]; readonly bases: readonly BuiltImage[] },
  isKnown: boolean,
): StageMatch | undefined {
  const steps = stepsOfImage(image);
  const base = rootImage(stage);
  const length = baseLength(base, image, bases);
  const { entries, start, edits } = align(expected, steps, length);
  const count = Math.min(expected.filter(({ isOptional }) => !isOptional).length, steps.length - start);
  if (edits > mostEdits(count, isKnown)) return undefined;
  if (contradictsBase(base, image, start, images)) return undefined;
  const equal = expected.flatMap((step, i) => (entries[i] === undefined ? [] : [{ step, entry: steps[entries[i]]! }]));
  if (!equal.some(({ step }) => step.writesFiles)) return undefined;
  const evidence = equal.reduce((sum, { entry }) => sum + (entry.copied?.target ?? entry.signature).length, 0);
  if (length === undefined && evidence < shortestEvidence) return undefined;
  const layers = new Map(equal.flatMap(({ step, entry }) => (step.writesFiles ? [[step.instruction, entry.bytes] as const] : [])));
  const isCertain = length !== undefined || entries[expected.findIndex(({ isOptional }) => !isOptional)] !== undefined;
  const others = steps.filter((_, i) => i >= start && !entries.includes(i));
  return { image, layers, base: isCertain ? sumOf(image, start) : undefined, others, edits };
}

/** The bytes of the first entries of a history. */
function sumOf({ history }: BuiltImage, end: number): number {
  return history.slice(0, end).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The steps of a stage, after those of the stages that it builds on. */
function expectedSteps(stage: Stage, facts: Facts): readonly ExpectedStep[] {
  const own = executionOrder(stage).filter(({ keyword, known }) => known && keyword !== 'FROM');
  return [
    ...(stage.parent ? expectedSteps(stage.parent, facts) : []),
    ...own.map((each) => expectedStep(each, facts, stage.inherited.includes(each))),
  ];
}
