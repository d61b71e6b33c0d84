import { message } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Stage } from '../../model/model.ts';
import { rootStage } from '../../model/stages.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { totalOf } from '../base.ts';
import { exactBytes } from '../bytes.ts';
import { stageTotal } from '../estimate.ts';
import type { SizeEstimate, StageSizes } from '../size.ts';
import { imagesNamed } from './base-evidence.ts';
import type { BuiltImage, BuiltImages } from '../../context/built-image.ts';
import { matchesOf } from './match.ts';
import type { StageMatch } from './match.ts';

/** What images say about the layers of a file. */
interface Measures {
  readonly layers: Map<Instruction, { readonly bytes: number; readonly image: BuiltImage }>;
  readonly bases: Map<Stage, { readonly bytes: number; readonly image: BuiltImage }>;
}

/**
 * Replaces the estimates of a file by the sizes in the newest images that were built from it: for the final stage, those that it builds on,
 * and other stages that the engine has an image of. Instructions that were edited since keep their estimates.
 */
export function* withMeasures(stages: readonly StageSizes[], facts: Facts, built: BuiltImages): Work<readonly StageSizes[]> {
  const measures = yield* measuresOf(stages, facts, built);
  if (measures.layers.size === 0 && measures.bases.size === 0) return stages;
  const done = new Map<number, StageSizes>();
  for (const { stage, base, layers } of stages) {
    const parent = stage.parent && done.get(stage.parent.index);
    const root = measures.bases.get(stage);
    const newBase = parent ? totalOf(parent) : root ? measured(base, root.bytes, root.image) : base;
    const newLayers = layers.map(({ instruction, estimate }) => {
      const measure = measures.layers.get(instruction);
      return { instruction, estimate: measure ? measured(estimate, measure.bytes, measure.image) : estimate };
    });
    done.set(stage.index, { stage, base: newBase, layers: newLayers, total: stageTotal(newBase, newLayers) });
  }
  return [...done.values()];
}

/** The newest image that was built from the final stage. Undefined if there is none. */
export function* builtImageOf(stages: readonly StageSizes[], facts: Facts, built: BuiltImages): Work<StageMatch | undefined> {
  const final = stages.at(-1);
  return final && (yield* bestMatch(final, facts, built));
}

function* measuresOf(stages: readonly StageSizes[], facts: Facts, built: BuiltImages): Work<Measures> {
  const measures: Measures = { layers: new Map(), bases: new Map() };
  // What the final image says about the stages that it builds on counts before an image of such a stage.
  for (const sizes of stages.toReversed()) {
    const { stage } = sizes;
    const root = rootStage(stage);
    const match = yield* bestMatch(sizes, facts, built);
    for (const [instruction, bytes] of match?.layers ?? []) {
      if (!measures.layers.has(instruction)) measures.layers.set(instruction, { bytes, image: match!.image });
    }
    if (match?.base !== undefined && !measures.bases.has(root)) measures.bases.set(root, { bytes: match.base, image: match.image });
  }
  for (const { stage } of stages) {
    const [image] = measures.bases.has(stage) ? [] : imagesNamed(stage.image, built.images);
    // Its age is not that of the measure: it may have been pulled today.
    if (image)
      measures.bases.set(stage, { bytes: image.history.reduce((sum, { bytes }) => sum + bytes, 0), image: { ...image, created: 0 } });
  }
  return measures;
}

/**
 * The image with the fewest differences; of several, one into which the files of the build context were copied, because projects may have
 * equal Dockerfiles; then the newest.
 */
function* bestMatch(sizes: StageSizes, facts: Facts, { images, known }: BuiltImages): Work<StageMatch | undefined> {
  const matches = yield* matchesOf(sizes.stage, facts, images, known);
  const ranked = matches.map((match) => ({ match, rank: match.edits * 2 + (copiesOtherFiles(match, sizes, facts) ? 1 : 0) }));
  return ranked.toSorted((a, b) => a.rank - b.rank || b.match.image.created - a.match.image.created)[0]?.match;
}

/** Files of a project change between builds, but not by this part of all of them; and archives have headers. */
const mostChange = 0.25;
const leastChange = 50_000;

/** Whether the image has got files from another build context, by their size. */
function copiesOtherFiles({ layers: bytesOf }: StageMatch, { layers }: StageSizes, { copyOf }: Facts): boolean {
  let [copied, present] = [0, 0];
  for (const { instruction, estimate } of layers) {
    const bytes = bytesOf.get(instruction);
    if (bytes === undefined || estimate.source !== 'context' || !estimate.bytes || !copyOf(instruction)?.fromContext) continue;
    copied += bytes;
    present += estimate.bytes.likely;
  }
  return Math.abs(copied - present) > Math.max(leastChange, mostChange * Math.max(copied, present));
}

function measured(estimate: SizeEstimate, bytes: number, image: BuiltImage): SizeEstimate {
  const [name] = image.tags;
  return {
    ...estimate,
    bytes: exactBytes(bytes),
    source: 'measured',
    wasted: Math.min(estimate.wasted, bytes),
    detail:
      name === undefined ? message('Measured in an image without a name.') : message('Measured in the image {image}.', { image: name }),
    measure: { created: image.created, estimate },
  };
}
