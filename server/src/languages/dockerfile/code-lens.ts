import { formatInterval, formatTotal } from '../../sizes/format.ts';
import type { LayerSize, StageSizes } from '../../sizes/size.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { CodeLens } from '../results.ts';
import type { DockerfileDocument } from './document.ts';
import { sizesOf } from './document-sizes.ts';
import { addsNothing, sizeText, sourceWords, wasteText } from './size-text.ts';

/**
 * Code lenses above FROM with the size of the base image and of the stage, and above RUN, COPY and ADD with the size of the layer. There
 * are none above instructions that add nothing.
 */
export function codeLensesOf(document: DockerfileDocument, translate: Translate): readonly CodeLens[] {
  return sizesOf(document).flatMap((sizes) => {
    const own = new Set(sizes.stage.instructions);
    const layers = sizes.layers.filter(({ instruction }) => own.has(instruction));
    return [...stageLens(sizes, translate), ...layers.flatMap((layer) => layerLens(layer, translate))];
  });
}

function stageLens(sizes: StageSizes, translate: Translate): readonly CodeLens[] {
  const texts = [...baseTexts(sizes, translate), totalText(sizes, translate)].filter((text) => text !== undefined);
  return texts.length > 0 ? [{ span: sizes.stage.from.keywordSpan, title: texts.join(' · ') }] : [];
}

function baseTexts({ stage, base }: StageSizes, translate: Translate): readonly (string | undefined)[] {
  if (addsNothing(base)) return [];
  if (stage.parent) return base.bytes ? [translate(message('{size} inherited', { size: formatInterval(base.bytes) }))] : [];
  if (!base.bytes) return [translate(message('base size unknown'))];
  return [
    translate(message('{size} on disk', { size: formatInterval(base.bytes) })),
    base.compressed === undefined ? undefined : translate(message('{size} to download', { size: formatBytes(base.compressed) })),
  ];
}

/** The total of the stage. The last stage is labeled as the image. Undefined if the stage adds nothing to its base image. */
function totalText({ stage, base, layers, total }: StageSizes, translate: Translate): string | undefined {
  if (base.bytes && layers.every(({ estimate }) => addsNothing(estimate))) return undefined;
  if (!total.complete && total.bytes.low === 0) return base.bytes ? translate(message('total size unknown')) : undefined;
  const size = formatTotal(total);
  return stage.isFinal ? translate(message('image {size}', { size })) : translate(message('stage {size}', { size }));
}

function layerLens({ instruction, estimate }: LayerSize, translate: Translate): readonly CodeLens[] {
  if (addsNothing(estimate)) return [];
  const source = estimate.source === 'unknown' ? undefined : translate(sourceWords[estimate.source]);
  const texts = [sizeText(estimate, translate), source, wasteText(estimate.wasted, translate)].filter((text) => text !== undefined);
  return [{ span: instruction.keywordSpan, title: texts.join(' · ') }];
}
