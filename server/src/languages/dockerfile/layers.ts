import { formatTotal } from '../../sizes/format.ts';
import type { SizeEstimate, StageSizes } from '../../sizes/size.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { formatBytes } from '../../base/bytes.ts';
import type { Work } from '../../base/work.ts';
import { joinSentences, message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { LayerEntry, StageLayers } from '../results.ts';
import type { DockerfileDocument } from './document.ts';
import { nowOf, sizesInSteps } from './document-sizes.ts';
import { oneLine } from './image-summary.ts';
import { addsNothing, estimateText, partName, sourceText, wasteText } from './size-text.ts';
import { sizeOrNeed, unknownSize } from './unknown-size.ts';

/** The layers of each stage of a document. */
export function* layersOf(document: DockerfileDocument, translate: Translate): Work<readonly StageLayers[]> {
  const stages: StageLayers[] = [];
  for (const sizes of yield* sizesInSteps(document)) stages.push(yield* stageLayers(sizes, document, translate));
  return stages;
}

function* stageLayers({ stage, base, layers, total }: StageSizes, document: DockerfileDocument, translate: Translate): Work<StageLayers> {
  const entries = [entryOf(stage.from, base, document, translate)];
  for (const { instruction, estimate } of layers) {
    if (!addsNothing(estimate)) entries.push(entryOf(instruction, estimate, document, translate));
    yield;
  }
  return {
    at: stage.from.keywordSpan,
    name: stage.name ?? translate(message('Stage {index}', { index: stage.index })),
    total: !total.complete && total.bytes.low === 0 ? translate(message('not known')) : formatTotal(total),
    final: stage.isFinal,
    layers: entries,
  };
}

function entryOf(instruction: Instruction, estimate: SizeEstimate, document: DockerfileDocument, translate: Translate): LayerEntry {
  const { keyword, keywordSpan, bodyText } = instruction;
  const { bytes, wasted, detail, parts } = estimate;
  return {
    at: keywordSpan,
    keyword,
    text: oneLine(`${keyword} ${bodyText}`),
    size: sizeOrNeed(instruction, estimate, document, translate),
    bytes: bytes?.likely,
    wasted,
    wastedText: wasteText(wasted, translate),
    measured: estimate.measure && sourceText(estimate, nowOf(document), translate),
    estimate: estimateText(estimate, translate),
    detail: bytes ? translate(detail) : joinSentences(translate(detail), translate(unknownSize(document, instruction).sentence)),
    parts: parts
      .toSorted((a, b) => b.bytes - a.bytes)
      .map((part) => ({
        name: partName(part, translate),
        bytes: part.bytes,
        size: formatBytes(part.bytes),
      })),
  };
}
