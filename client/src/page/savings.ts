import { formatBytes } from '../../../server/src/base/bytes.ts';
import type { ImageView, SavingView } from '../../../server/src/lsp/messages.ts';
import { button, element, filled } from './dom.ts';
import type { PageTexts } from './messages.ts';
import type { PageState } from './state.ts';

interface SavingActions {
  toggle(id: string): void;
  apply(ids: readonly string[]): void;
  goTo(line: number): void;
}

/** The ranked list of savings with a check box and a button for each, and the button for those that are selected. */
export function savingsSection(state: PageState, texts: PageTexts, actions: SavingActions): HTMLElement {
  const { savings } = state;
  return element(
    'section',
    { attributes: { 'aria-labelledby': 'savings-title', 'aria-busy': savings ? undefined : 'true' } },
    element('h2', { attributes: { id: 'savings-title' } }, texts.savings),
    ...contents(state, texts, actions),
  );
}

function contents(state: PageState, texts: PageTexts, actions: SavingActions): readonly HTMLElement[] {
  const { savings, picked } = state;
  if (!savings) return [element('p', { class: 'note' }, texts.checking)];
  if (savings.length === 0) return [element('p', { class: 'note' }, texts.noSavings)];
  const largest = Math.max(...savings.map(({ bytes }) => bytes));
  const rows = savings.map((saving) => savingRow(saving, picked.includes(saving.id), largest, texts, actions));
  const applyAll = button(filled(texts.applyPicked, picked.length), () => actions.apply(picked), {
    class: 'primary',
    key: 'apply picked',
    disabled: picked.length === 0,
  });
  return [
    element('ol', { class: 'savings' }, ...rows),
    element('div', { class: 'actions' }, applyAll, element('span', { class: 'note' }, resultText(state, texts))),
  ];
}

function resultText({ layers, picked, after }: PageState, texts: PageTexts): string {
  if (picked.length === 0) return texts.pickHelp;
  return layers?.image && after ? savedText(layers.image, after, texts) : '…';
}

/** `After the selected changes: about 254 MB. 900 MB saved.` */
export function savedText(before: ImageView, after: ImageView, texts: PageTexts): string {
  return filled(texts.picked, after.total, formatBytes(Math.max(0, before.bytes - after.bytes)));
}

function savingRow(saving: SavingView, isPicked: boolean, largest: number, texts: PageTexts, actions: SavingActions): HTMLElement {
  const { id, title, reason, risk, size, bytes, line, canApply } = saving;
  const box = element('input', { key: `pick ${id}`, attributes: { type: 'checkbox', 'aria-describedby': `about ${id}` } });
  box.checked = isPicked;
  box.disabled = !canApply;
  box.addEventListener('change', () => actions.toggle(id));
  const level = risk === null ? texts.safe : texts.suggestion;
  const apply = canApply
    ? button(texts.apply, () => actions.apply([id]), { key: `apply ${id}`, attributes: { 'aria-label': `${texts.apply}: ${title}` } })
    : element('span', { class: 'badge' }, texts.manual);
  return element(
    'li',
    { class: isPicked ? 'saving picked' : 'saving' },
    element(
      'label',
      { class: 'what' },
      box,
      element('span', { class: 'size' }, size),
      element('span', { class: 'title' }, title),
      element('span', { class: `badge ${risk === null ? 'safe' : 'suggestion'}` }, level),
    ),
    apply,
    element(
      'div',
      { class: 'gain', attributes: { 'aria-hidden': 'true' } },
      element('div', { styles: { width: `${(100 * bytes) / largest}%` } }),
    ),
    element(
      'p',
      { class: 'about', attributes: { id: `about ${id}` } },
      element(
        'button',
        {
          class: 'link',
          key: `line ${id}`,
          attributes: { type: 'button', 'aria-label': filled(texts.goToLine, line + 1) },
          onClick: () => actions.goTo(line),
        },
        filled(texts.line, line + 1),
      ),
      reason !== null && ` ${reason}`,
      risk !== null && element('span', { class: 'risk' }, ` ${risk}`),
    ),
  );
}
