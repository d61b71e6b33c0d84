import { addBytes, exactBytes, knownBytes } from '../../../sizes/bytes.ts';
import type { Bytes, SizeEstimate, StageSizes } from '../../../sizes/size.ts';
import type { Instruction } from '../../../syntax/tree.ts';

/** How much smaller an image becomes. */
export interface Gain {
  /** Total before minus total after, in bytes. `low` is 0 if the image may not become smaller. */
  readonly bytes: Bytes;
  readonly isAtLeast: boolean;
}

/** A part of the final image: its base image (FROM) or a layer. */
export interface ImagePart {
  readonly instruction: Instruction;
  readonly estimate: SizeEstimate;
}

/** The final image as its base and all layers on it, also those of the stages that the last one is based on. */
export interface FinalImage {
  readonly base: ImagePart;
  readonly layers: readonly ImagePart[];
}

/**
 * Compares the final images of two versions of a file. What both contain is equal, whatever its size is, so its uncertainty does not count.
 * The bounds of the layers that differ belong together (the same packages are larger or smaller in both), those of two base images do not.
 * Undefined if the new image contains something of unknown size that the old one did not contain.
 */
export function gainBetween(before: readonly StageSizes[], after: readonly StageSizes[]): Gain | undefined {
  const [old, now] = [finalImage(before), finalImage(after)];
  if (!old || !now) return undefined;
  const [removed, added] = withoutCommon(old.layers, now.layers);
  const [oldBase, newBase] = [old.base.estimate, now.base.estimate];
  const hasSameBase = isSameSize(oldBase, newBase);
  if (!hasSameBase && !newBase.bytes) return undefined;
  const unknown = [countUnknown(removed), countUnknown(added)] as const;
  if (unknown[1] > unknown[0]) return undefined;
  const isRewritten = before.length !== after.length;
  const layers = (isRewritten ? independentDifference : difference)(sumOf(removed), sumOf(added));
  const base = hasSameBase ? exactBytes(0) : independentDifference(knownBytes(oldBase), knownBytes(newBase));
  const bytes = addBytes(layers, base);
  // A base of unknown size can be replaced by one of a known size only if it is larger than nothing.
  const isAtLeast = (!hasSameBase && !oldBase.bytes) || unknown[0] > unknown[1] || (isRewritten && unknown[0] > 0);
  return { bytes: { ...bytes, low: Math.max(0, bytes.low) }, isAtLeast };
}

/** The final image; undefined for a file without stages. */
export function finalImage(stages: readonly StageSizes[]): FinalImage | undefined {
  const lineage: StageSizes[] = [];
  for (let sizes = stages.at(-1); sizes; sizes = parentOf(sizes, stages)) lineage.unshift(sizes);
  const [root] = lineage;
  if (!root) return undefined;
  return { base: { instruction: root.stage.from, estimate: root.base }, layers: lineage.flatMap(({ layers }) => layers) };
}

function parentOf({ stage }: StageSizes, stages: readonly StageSizes[]): StageSizes | undefined {
  return stage.parent && stages.find((each) => each.stage.index === stage.parent?.index);
}

/** Both lists without the layers that are in both: the same instruction with the same size. */
function withoutCommon(before: readonly ImagePart[], after: readonly ImagePart[]): readonly [readonly ImagePart[], readonly ImagePart[]] {
  const left = [...after];
  const removed = before.filter((layer) => {
    const at = left.findIndex(
      (other) => other.instruction.source === layer.instruction.source && isSameSize(other.estimate, layer.estimate),
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [removed, left];
}

function isSameSize(a: SizeEstimate, b: SizeEstimate): boolean {
  const [x, y] = [knownBytes(a), knownBytes(b)];
  return a.source === b.source && x.low === y.low && x.likely === y.likely && x.high === y.high;
}

function countUnknown(layers: readonly ImagePart[]): number {
  return layers.filter(({ estimate }) => !estimate.bytes).length;
}

function sumOf(layers: readonly ImagePart[]): Bytes {
  return layers.reduce((sum, { estimate }) => addBytes(sum, knownBytes(estimate)), exactBytes(0));
}

/** Of two sizes that are uncertain for the same reasons. */
function difference(before: Bytes, after: Bytes): Bytes {
  const bounds = [before.low - after.low, before.likely - after.likely, before.high - after.high];
  return { low: Math.min(...bounds), likely: bounds[1]!, high: Math.max(...bounds) };
}

/** Of two sizes that are uncertain for different reasons. */
function independentDifference(before: Bytes, after: Bytes): Bytes {
  return { low: before.low - after.high, likely: before.likely - after.likely, high: before.high - after.low };
}
