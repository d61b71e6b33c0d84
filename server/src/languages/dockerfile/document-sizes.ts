import type { Work } from '../../base/work.ts';
import { estimateSizesInSteps } from '../../sizes/estimate.ts';
import type { LayerSize, StageSizes } from '../../sizes/size.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { DockerfileDocument } from './document.ts';
import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/** The estimated sizes of the stages of a document. Memoized for all features. */
export function sizesOf(document: DockerfileDocument): readonly StageSizes[] {
  return estimates(document).now();
}

/** As `sizesOf`, in steps. */
export function sizesInSteps(document: DockerfileDocument): Work<readonly StageSizes[]> {
  return estimates(document).inSteps();
}

const estimates = memoizeWeak(
  ({ model, build, assets }: DockerfileDocument) => new LazyWork(() => estimateSizesInSteps(model, build, assets)),
);

/** The layer that an instruction creates in its stage. Undefined if it creates none. */
export function layerOf(document: DockerfileDocument, instruction: Instruction): LayerSize | undefined {
  const stage = document.model.stageOf(instruction);
  return sizesOf(document)
    .find((sizes) => sizes.stage.index === stage?.index)
    ?.layers.find((layer) => layer.instruction === instruction);
}
