import { message } from '../../../base/message.ts';
import { layerOf } from '../document-sizes.ts';
import { bold, byteSize, code, escaped, composed, paragraphs, table, withTextValues } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { addsNothing, sizeText, wasteMessage } from '../size-text.ts';
import type { HoverRequest } from './request.ts';

/** The number of parts of a layer to show, the largest first. */
const shownParts = 5;
const maxBarLength = 12;

/** The size of the layer that the instruction creates, its source and its parts. Undefined if it creates no layer or an empty one. */
export function layerText(at: HoverRequest): Markdown | undefined {
  const { document, instruction, whole, translate } = at;
  const estimate = instruction === whole ? layerOf(document, instruction)?.estimate : undefined;
  if (!estimate || addsNothing(estimate)) return undefined;
  const waste = wasteMessage(estimate.wasted);
  const parts = estimate.parts.toSorted((a, b) => b.bytes - a.bytes).slice(0, shownParts);
  const largest = parts[0]?.bytes ?? 0;
  return paragraphs(
    composed`${translate(message('This layer: {size}', { size: bold(sizeText(estimate, translate)) }))}${waste ? composed` · ${translate(withTextValues(waste))}` : composed``} · ${translate(withTextValues(estimate.detail))}`,
    parts.length > 1 && largest > 0
      ? table(
          [translate(message('part')), translate(message('size')), composed``],
          parts.map((part) => [
            typeof part.name === 'string' ? code(part.name) : translate(withTextValues(part.name)),
            byteSize(part.bytes),
            escaped('█'.repeat(Math.round((part.bytes / largest) * maxBarLength))),
          ]),
        )
      : undefined,
  );
}
