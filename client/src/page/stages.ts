import type { LayerView, LayersView, StageView } from '../../../server/src/lsp/messages.ts';
import { button, element, filled } from './dom.ts';
import type { PageTexts } from './messages.ts';
import type { PageState } from './state.ts';

interface StageActions {
  goTo(line: number): void;
  setOpen(key: string, isOpen: boolean): void;
}

/** The stages by name, each with its layers; the parts of a layer are shown on demand. */
export function stagesSection({ stages }: LayersView, { open }: PageState, texts: PageTexts, actions: StageActions): HTMLElement {
  const largest = Math.max(1, ...stages.flatMap(({ layers }) => layers.map(({ bytes }) => bytes ?? 0)));
  const parts = stages.map((stage, index) => stageElement(stage, index, { largest, open, texts, actions }));
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'stages-title' } },
    element('h2', { attributes: { id: 'stages-title' } }, texts.stages),
    ...parts,
  );
}

interface Drawing {
  readonly largest: number;
  readonly open: ReadonlySet<string>;
  readonly texts: PageTexts;
  readonly actions: StageActions;
}

function stageElement({ name, line, total, final, layers }: StageView, index: number, drawing: Drawing): HTMLElement {
  const { texts, actions } = drawing;
  const goTo = element(
    'button',
    { class: 'link stage-name', key: `stage ${index}`, attributes: { type: 'button', title: filled(texts.goToLine, line + 1) }, onClick: () => actions.goTo(line) }, // prettier-ignore
    name,
  );
  const heading = element(
    'h3',
    {},
    goTo,
    final && element('span', { class: 'badge' }, texts.finalImage),
    element('span', { class: 'size' }, total),
  );
  const rows = layers.map((layer, i) => layerElement(layer, `${index} ${i}`, drawing));
  return element('div', { class: 'stage' }, heading, ...(rows.length > 0 ? rows : [element('p', { class: 'note' }, texts.emptyStage)]));
}

function layerElement(layer: LayerView, key: string, { largest, open, texts, actions }: Drawing): HTMLElement {
  const { line, keyword, text, size, bytes, wasted, wastedText, detail, measured, estimate, parts } = layer;
  const share = (value: number): string => `${(100 * value) / largest}%`;
  const waste = Math.min(wasted, bytes ?? 0);
  const row = element(
    'summary',
    { key: `layer ${key}` },
    element('span', { class: 'line', attributes: { 'aria-label': filled(texts.line, line + 1) } }, String(line + 1)),
    element('span', { class: 'instruction', attributes: { title: text } }, element('b', {}, keyword), text.slice(keyword.length)),
    element(
      'span',
      { class: bytes === undefined ? 'size unknown' : 'size' },
      estimate !== undefined && element('span', { class: 'estimate' }, estimate),
      size,
    ),
    element(
      'div',
      { class: 'layer-bar', attributes: { 'aria-hidden': 'true' } },
      element('div', { class: 'kept', styles: { width: share((bytes ?? 0) - waste) } }),
      element('div', { class: 'waste', styles: { width: share(waste) } }),
    ),
  );
  const table = element(
    'table',
    {},
    ...parts.map((part) => element('tr', {}, element('td', {}, part.name), element('td', { class: 'size' }, part.size))),
  );
  const details = element(
    'details',
    {},
    row,
    element(
      'div',
      { class: 'layer-body' },
      element('p', { class: 'note' }, detail),
      measured !== undefined && element('p', { class: 'note' }, [measured, estimate].filter((each) => each !== undefined).join(' · ')),
      wastedText !== undefined && element('p', { class: 'wasted' }, wastedText),
      parts.length > 0 && table,
      button(filled(texts.goToLine, line + 1), () => actions.goTo(line), { class: 'secondary', key: `go ${key}` }),
    ),
  );
  details.open = open.has(key);
  details.addEventListener('toggle', () => actions.setOpen(key, details.open));
  return details;
}
