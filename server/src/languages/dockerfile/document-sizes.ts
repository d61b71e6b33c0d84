import { factsOf } from '../../facts/facts.ts';
import type { Work } from '../../base/work.ts';
import { estimateSizesInSteps } from '../../sizes/estimate.ts';
import { withMeasures } from '../../sizes/measured/measure.ts';
import type { LayerSize, StageSizes } from '../../sizes/size.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { DockerfileDocument } from './document.ts';
import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/** The sizes of the stages of a document: measured in an image that was built from it, else estimated. Memoized for all features. */
export function sizesOf(document: DockerfileDocument): readonly StageSizes[] {
  return sizes(document).now();
}

/** As `sizesOf`, in steps. */
export function sizesInSteps(document: DockerfileDocument): Work<readonly StageSizes[]> {
  return sizes(document).inSteps();
}

/** The estimates alone, to compare versions of a document: an image was built from one of them only. */
export function estimatesInSteps(document: DockerfileDocument): Work<readonly StageSizes[]> {
  return estimates(document).inSteps();
}

const estimates = memoizeWeak(
  ({ model, build, assets }: DockerfileDocument) => new LazyWork(() => estimateSizesInSteps(model, build, assets)),
);

const sizes = memoizeWeak((document: DockerfileDocument) =>
  document.built ? new LazyWork(() => measured(document)) : estimates(document),
);

function* measured(document: DockerfileDocument): Work<readonly StageSizes[]> {
  const { model, build, built } = document;
  const estimated = yield* estimatesInSteps(document);
  return built ? yield* withMeasures(estimated, factsOf(model, build), built) : estimated;
}

/** The layer that an instruction creates in its stage. Undefined if it creates none. */
export function layerOf(document: DockerfileDocument, instruction: Instruction): LayerSize | undefined {
  const stage = document.model.stageOf(instruction);
  return sizesOf(document)
    .find(({ stage: { index } }) => index === stage?.index)
    ?.layers.find((layer) => layer.instruction === instruction);
}

/** The time that ages of images are told for, in milliseconds since 1970; 0 if no engine was asked. */
export function nowOf({ built }: DockerfileDocument): number {
  return built?.asOf ?? 0;
}
