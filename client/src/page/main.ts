import { button, element, redraw } from './dom.ts';
import type { Child } from './dom.ts';
import type { ExportFormat, FromPage, PageTexts, ToPage } from './messages.ts';
import { pictureOf, toPng, toSvg } from './picture.ts';
import { savedText, savingsSection } from './savings.ts';
import { stagesSection } from './stages.ts';
import { emptyState, opened, received, toggled } from './state.ts';
import type { PageState } from './state.ts';
import { summary } from './summary.ts';

/** https://code.visualstudio.com/api/extension-guides/webview#passing-messages-from-a-webview-to-an-extension */
declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const editor = acquireVsCodeApi();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: VS Code's function has no target
const send = (message: FromPage): void => editor.postMessage(message);
const root = document.querySelector<HTMLElement>('#page')!;
/** Screen readers read its changes. It is never drawn again. */
const live = document.querySelector<HTMLElement>('#live')!;
let state: PageState = emptyState;

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  const message = data;
  change(received(state, message));
  if (message.type === 'layers') document.documentElement.lang = message.language;
  if (message.type === 'savings' && state.picked.length > 0) askForPicked();
  if (message.type === 'picked' && state.after && state.layers?.image && state.texts)
    announce(savedText(state.layers.image, state.after, state.texts));
  if (message.type === 'notice') announce(message.text);
});
send({ type: 'ready' });

function change(next: PageState): void {
  state = next;
  draw();
}

function announce(text: string): void {
  live.textContent = text;
}

function askForPicked(): void {
  const { version, picked } = state;
  send({ type: 'pick', version, ids: picked });
}

const goTo = (line: number): void => send({ type: 'reveal', line });

const actions = {
  goTo,
  toggle(id: string): void {
    change(toggled(state, id));
    if (state.picked.length > 0) askForPicked();
  },
  apply(ids: readonly string[]): void {
    send({ type: 'apply', version: state.version, ids });
  },
  /** The element shows it already. */
  setOpen(key: string, isOpen: boolean): void {
    state = opened(state, key, isOpen);
  },
};

function draw(): void {
  const { layers, texts } = state;
  if (layers && texts) redraw(root, ...pageContents(state, texts));
}

function pageContents(shown: PageState, texts: PageTexts): readonly Child[] {
  const { layers, after, picked, notice } = shown;
  const warning = notice.text !== '' && element('p', { class: notice.isError ? 'notice error' : 'notice' }, notice.text);
  const title = element('h1', {}, layers!.title);
  if (layers!.stages.length === 0 || !layers!.image) return [title, warning, element('p', { class: 'note' }, texts.empty)];
  return [
    element('header', {}, title, exportButtons(texts)),
    warning,
    ...summary(layers!.image, after, picked.length > 0, texts, actions),
    savingsSection(shown, texts, actions),
    stagesSection(layers!, shown, texts, actions),
  ];
}

function exportButtons(texts: PageTexts): HTMLElement {
  const formats: readonly ExportFormat[] = ['svg', 'png', 'json'];
  const buttons = formats.map((format) => button(format.toUpperCase(), () => exportAs(format), { class: 'secondary', key: `export ${format}`, attributes: { 'aria-label': `${texts.export}: ${format.toUpperCase()}` } })); // prettier-ignore
  return element('div', { class: 'exports', attributes: { role: 'group', 'aria-label': texts.export } }, element('span', { class: 'note' }, texts.export), ...buttons); // prettier-ignore
}

function exportAs(format: ExportFormat): void {
  const { layers, savings, texts } = state;
  if (!layers?.image || !texts) return;
  const picture = pictureOf(layers.title, layers.image, texts);
  const content =
    format === 'svg'
      ? toSvg(picture)
      : format === 'png'
        ? toPng(picture)
        : `${JSON.stringify({ ...layers, savings: savings ?? [] }, null, 2)}\n`;
  send({ type: 'export', format, content });
}
