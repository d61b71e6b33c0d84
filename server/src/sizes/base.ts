import { estimatedImage } from '../knowledge/estimated-images.ts';
import { sizeOfReference } from '../model/base-image.ts';
import type { Stage } from '../model/model.ts';
import { message } from '../base/message.ts';
import { exactBytes, leastCertain } from './bytes.ts';
import type { SizeEstimate, StageSizes } from './size.ts';

/** Estimates the size of a stage's base image. `parent`: the sizes of the parent stage, if there is one. */
export function estimateBase(stage: Stage, parent: StageSizes | undefined): SizeEstimate {
  if (parent) return totalOf(parent);
  const { image } = stage;
  if (image?.isScratch) {
    return { bytes: exactBytes(0), source: 'catalogue', compressed: 0, wasted: 0, parts: [], detail: message('scratch is empty.') };
  }
  const known = image && sizeOfReference(image);
  if (known) {
    return { bytes: known.bytes, source: 'catalogue', compressed: known.compressed, wasted: 0, parts: [], detail: known.detail };
  }
  const estimated = image?.resolved === undefined ? undefined : estimatedImage(`${image.registry}/${image.repository}`);
  if (image && estimated) {
    const detail = message('An estimate for {image}: its size could not be read.', { image: image.resolved ?? image.raw });
    return { bytes: estimated, source: 'heuristic', compressed: undefined, wasted: 0, parts: [], detail };
  }
  const detail =
    image?.resolved === undefined
      ? message('The image depends on a variable that is only known during the build.')
      : message('There is no size data for the image {image}.', { image: image.resolved });
  return { bytes: undefined, source: 'unknown', compressed: undefined, wasted: 0, parts: [], detail };
}

/** The size of a whole stage, as the base of another stage or as the source of a copy. */
export function totalOf({ stage, base, layers, total }: StageSizes): SizeEstimate {
  const name = stage.name ?? String(stage.index);
  const known = message('All of stage {stage}.', { stage: name });
  const parts = [
    { name: stage.image?.resolved ?? stage.from.bodyText, bytes: base.bytes?.likely ?? 0 },
    ...layers.flatMap(({ estimate }) => estimate.parts),
  ].toSorted((a, b) => b.bytes - a.bytes);
  if (!total.complete) {
    const detail = message('Stage {stage} contains files whose size is only known during the build.', { stage: name });
    return { bytes: undefined, source: 'unknown', compressed: undefined, wasted: total.wasted, parts, detail };
  }
  const sources = [base.source, ...layers.map(({ estimate }) => estimate.source)];
  return {
    bytes: total.bytes,
    source: leastCertain(sources, base.source),
    compressed: undefined,
    wasted: total.wasted,
    parts,
    detail: known,
  };
}
