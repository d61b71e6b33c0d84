import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { layerOf } from '../document-sizes.ts';
import { code, paragraphs, table } from '../../markdown.ts';
import { addsNothing, partName, sizeText, wasteText } from '../size-text.ts';
import type { HoverRequest } from './request.ts';

/** The number of parts of a layer to show, the largest first. */
const shownParts = 5;
const maxBarLength = 12;

/** The size of the layer that the instruction creates, its source and its parts. Undefined if it creates no layer or an empty one. */
export function layerText(at: HoverRequest): string | undefined {
  const { document, instruction, whole, translate } = at;
  const estimate = instruction === whole ? layerOf(document, instruction)?.estimate : undefined;
  if (!estimate || addsNothing(estimate)) return undefined;
  const waste = wasteText(estimate.wasted, translate);
  const parts = estimate.parts.toSorted((a, b) => b.bytes - a.bytes).slice(0, shownParts);
  const largest = parts[0]?.bytes ?? 0;
  return paragraphs(
    `${translate(message('This layer: {size}', { size: `**${sizeText(estimate, translate)}**` }))}${waste ? ` · ${waste}` : ''} · ${translate(estimate.detail)}`,
    parts.length > 1 && largest > 0
      ? table(
          [translate(message('part')), translate(message('size')), ''],
          parts.map((part) => [
            partName(part, translate, code),
            formatBytes(part.bytes),
            '█'.repeat(Math.round((part.bytes / largest) * maxBarLength)),
          ]),
        )
      : undefined,
  );
}
