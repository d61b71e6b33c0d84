import { estimateSizes } from '../../sizes/estimate.ts';
import type { LayerSize, StageSizes } from '../../sizes/size.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { DockerfileDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/** The estimated sizes of the stages of a document. Memoized for all features. */
export const sizesOf = memoizeWeak(({ model, build, assets }: DockerfileDocument): readonly StageSizes[] =>
  estimateSizes(model, build, assets),
);

/** The layer that an instruction creates in its stage. Undefined if it creates none. */
export function layerOf(document: DockerfileDocument, instruction: Instruction): LayerSize | undefined {
  const stage = document.model.stageOf(instruction);
  return sizesOf(document)
    .find((sizes) => sizes.stage.index === stage?.index)
    ?.layers.find((layer) => layer.instruction === instruction);
}
