import { formatBytes } from '../../../server/src/base/bytes.ts';
import type { ImageView } from '../../../server/src/lsp/messages.ts';
import { element, filled } from './dom.ts';
import type { Child } from './dom.ts';
import { imageBar, legend } from './bar.ts';
import type { PageTexts } from './messages.ts';

interface SummaryActions {
  goTo(line: number): void;
}

/** The final image: its figures, its bar, the bar after the selected changes, the legend, and what is not known. */
export function summary(
  image: ImageView,
  after: ImageView | undefined,
  isPicking: boolean,
  texts: PageTexts,
  actions: SummaryActions,
): readonly Child[] {
  const scale = Math.max(image.bytes, after?.bytes ?? 0);
  const isKnown = image.parts.some(({ bytes }) => bytes > 0);
  return [
    figures(image, texts),
    isKnown && bars(image, after, isPicking, scale, texts),
    isKnown && legend(image, texts, (line) => actions.goTo(line)),
    unknownParts(image, texts, actions),
  ];
}

function figures({ total, isComplete, estimate, download, wasted, efficiency }: ImageView, texts: PageTexts): HTMLElement {
  const figure = (name: string, value: string, help?: string): HTMLElement =>
    element('div', { class: 'figure', attributes: { title: help } }, element('dt', {}, name), element('dd', {}, value));
  return element(
    'dl',
    { class: 'figures' },
    figure(texts.size, total, isComplete ? undefined : texts.canBeLarger),
    estimate !== null && figure(texts.estimate, estimate),
    download !== null && figure(texts.download, download),
    efficiency !== null && figure(texts.waste, wasted > 0 ? formatBytes(wasted) : texts.noWaste),
    efficiency !== null && figure(texts.efficiency, `${Math.round(100 * efficiency)} %`, texts.efficiencyHelp),
  );
}

function bars(image: ImageView, after: ImageView | undefined, isPicking: boolean, scale: number, texts: PageTexts): HTMLElement {
  const row = (name: string, shown: ImageView, key: string): HTMLElement =>
    element(
      'div',
      { class: 'bar-row' },
      element('span', { class: 'bar-name', attributes: { 'aria-hidden': 'true' } }, name),
      imageBar(shown, image, scale, `${name}: ${shown.total}`, key),
      element('span', { class: 'bar-size', attributes: { 'aria-hidden': 'true' } }, shown.total),
    );
  const waiting = isPicking && !after && element('p', { class: 'note' }, '…');
  return element('div', { class: 'bars' }, row(texts.before, image, 'bar before'), after && row(texts.after, after, 'bar after'), waiting);
}

function unknownParts({ parts }: ImageView, texts: PageTexts, actions: SummaryActions): HTMLElement | undefined {
  const unknown = parts.filter((part) => part.unknown !== null);
  if (unknown.length === 0) return undefined;
  const items = unknown.map((part, i) =>
    element(
      'li',
      {},
      element(
        'button',
        { class: 'link', key: `unknown ${i}`, attributes: { type: 'button', title: part.text }, onClick: () => actions.goTo(part.line) },
        filled(texts.line, part.line + 1),
      ),
      ` ${part.unknown}`,
    ),
  );
  return element('div', { class: 'unknown-parts' }, element('h3', {}, texts.unknown), element('ul', {}, ...items));
}
