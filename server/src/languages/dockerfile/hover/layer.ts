import { message } from '../../../base/message.ts';
import type { SizeEstimate } from '../../../sizes/size.ts';
import { knownBytes } from '../../../sizes/bytes.ts';
import { ageOf } from '../../../sizes/measured/age.ts';
import { layerOf, nowOf } from '../document-sizes.ts';
import { bold, byteSize, code, escaped, composed, joined, paragraphs, table, withTextValues } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { addsNothing, sizeText, wasteMessage } from '../size-text.ts';
import type { HoverRequest } from './request.ts';

/** The number of parts of a layer to show, the largest first. */
const shownParts = 5;
const maxBarLength = 12;

/** The size of the layer that the instruction creates, its source and its parts. Undefined if it creates no layer or an empty one. */
export function layerText(at: HoverRequest): Markdown | undefined {
  const line = layerLine(at);
  return line && paragraphs(line, layerParts(at));
}

/** The estimate of a layer that is not empty. */
function estimateOf({ document, instruction, whole }: HoverRequest): SizeEstimate | undefined {
  const estimate = instruction === whole ? layerOf(document, instruction)?.estimate : undefined;
  return estimate && !addsNothing(estimate) ? estimate : undefined;
}

/** The size of the layer and its source in one line. Undefined if it creates no layer or an empty one. */
export function layerLine(at: HoverRequest): Markdown | undefined {
  const estimate = estimateOf(at);
  if (!estimate) return undefined;
  const { translate } = at;
  const waste = wasteMessage(estimate.wasted);
  const texts = [
    translate(message('This layer: {size}', { size: bold(sizeText(estimate, translate)) })),
    ...measureTexts(at, estimate),
    waste && translate(withTextValues(waste)),
    translate(withTextValues(estimate.detail)),
  ];
  return joined(texts.filter((text) => text !== undefined), ' · '); // prettier-ignore
}

/** The age of a measured size, and what was estimated. */
function measureTexts({ document, translate }: HoverRequest, { measure }: SizeEstimate): readonly Markdown[] {
  if (!measure) return [];
  const age = ageOf(measure.created, nowOf(document));
  const isKnown = knownBytes(measure.estimate).high > 0;
  return [
    ...(age ? [translate(message('measured {age}', { age: translate(age) }))] : []),
    ...(isKnown ? [translate(message('estimated {size}', { size: escaped(sizeText(measure.estimate, translate)) }))] : []),
  ];
}

/** The largest parts of the layer as a table. Undefined if there is only one part. */
export function layerParts(at: HoverRequest): Markdown | undefined {
  const { translate } = at;
  const parts = (estimateOf(at)?.parts ?? []).toSorted((a, b) => b.bytes - a.bytes).slice(0, shownParts);
  const largest = parts[0]?.bytes ?? 0;
  if (parts.length <= 1 || largest === 0) return undefined;
  return table(
    [translate(message('part')), translate(message('size')), composed``],
    parts.map((part) => [
      typeof part.name === 'string' ? code(part.name) : translate(withTextValues(part.name)),
      byteSize(part.bytes),
      escaped('█'.repeat(Math.round((part.bytes / largest) * maxBarLength))),
    ]),
  );
}
