import { formatBytes } from '../../../server/src/base/bytes.ts';
import type { ImageView } from '../../../server/src/lsp/messages.ts';
import { element, filled } from './dom.ts';
import type { PageTexts } from './messages.ts';
import { segmentsOf } from './segments.ts';
import type { Segment } from './segments.ts';

/** A bar of an image, as wide as its part of `scale` bytes, in the colors of the image `before`. Screen readers read its label. */
export function imageBar(image: ImageView, before: ImageView, scale: number, label: string, key: string): HTMLElement {
  const segments = segmentsOf(image, before);
  const known = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = segments.map((segment) => segmentElement(segment, known));
  const width = `${(100 * known) / Math.max(1, scale)}%`;
  return element(
    'div',
    { class: 'bar', attributes: { role: 'img', 'aria-label': label }, key },
    element('div', { class: 'filled', styles: { width } }, ...parts),
  );
}

function segmentElement({ color, part, bytes, wasted }: Segment, total: number): HTMLElement {
  const waste = element('div', { class: 'waste', styles: { width: `${(100 * wasted) / Math.max(1, bytes)}%` } });
  const title = part ? `${part.text}\n${part.size}` : undefined;
  return element('div', { class: `segment color-${color}`, attributes: { title }, styles: { width: `${(100 * bytes) / Math.max(1, total)}%` } }, wasted > 0 && waste); // prettier-ignore
}

/** The segments with their names and sizes. `goTo`: shows a zero-based line. */
export function legend(image: ImageView, texts: PageTexts, goTo: (line: number) => void): HTMLElement {
  const entries = segmentsOf(image).map(({ color, part, count, bytes, wasted }, i) => {
    const name = part?.text ?? filled(texts.otherLayers, count);
    const swatch = element('span', { class: `swatch color-${color}`, attributes: { 'aria-hidden': 'true' } });
    const text = element('span', { class: 'name' }, name);
    const line = part?.line;
    const label =
      line === undefined
        ? text
        : element(
            'button',
            {
              class: 'link',
              key: `legend ${i}`,
              attributes: { type: 'button', title: `${name}\n${filled(texts.goToLine, line + 1)}` },
              onClick: () => goTo(line),
            },
            text,
          );
    const waste = wasted > 0 && element('span', { class: 'wasted' }, `${formatBytes(wasted)} ${texts.waste.toLowerCase()}`);
    return element('li', {}, swatch, label, element('span', { class: 'size' }, part?.size ?? formatBytes(bytes)), waste);
  });
  return element('ul', { class: 'legend', attributes: { 'aria-label': texts.layers } }, ...entries);
}
