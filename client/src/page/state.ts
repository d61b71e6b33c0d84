import type { ImageView, LayersView, SavingView } from '../../../server/src/lsp/messages.ts';
import type { PageTexts, ToPage } from './messages.ts';

/** Everything that the page shows. Never changes: each event gives a new state. */
export interface PageState {
  readonly layers: LayersView | undefined;
  readonly texts: PageTexts | undefined;
  /** Undefined until they are known for the version of the layers. */
  readonly savings: readonly SavingView[] | undefined;
  /** The version that the savings apply to. */
  readonly version: number;
  /** The ids of the selected savings, in the order of the list. */
  readonly picked: readonly string[];
  /** The image after the selected savings; undefined while it is computed, and if none is selected. */
  readonly after: ImageView | undefined;
  readonly notice: { readonly text: string; readonly isError: boolean };
  /** The keys of the details that are open. */
  readonly open: ReadonlySet<string>;
}

export const emptyState: PageState = {
  layers: undefined,
  texts: undefined,
  savings: undefined,
  version: -1,
  picked: [],
  after: undefined,
  notice: { text: '', isError: false },
  open: new Set(),
};

/** The state after a message of the extension. */
export function received(state: PageState, message: ToPage): PageState {
  switch (message.type) {
    case 'layers': {
      const isOther = state.layers?.title !== message.layers.title;
      const kept = isOther ? emptyState : state;
      return { ...kept, layers: message.layers, texts: message.texts };
    }
    case 'savings': {
      const { savings, version } = message.savings;
      const picked = state.picked.filter((id) => savings.some((saving) => saving.id === id && saving.canApply));
      return { ...state, savings, version, picked, after: undefined };
    }
    case 'picked':
      return isSamePick(state, message) ? { ...state, after: message.image ?? undefined } : state;
    case 'notice':
      return { ...state, notice: { text: message.text, isError: message.isError } };
  }
}

function isSamePick({ version, picked }: PageState, message: { readonly version: number; readonly ids: readonly string[] }): boolean {
  return version === message.version && picked.join('\n') === message.ids.join('\n');
}

/** The state after a saving was selected or not any more. */
export function toggled(state: PageState, id: string): PageState {
  const chosen = new Set(state.picked);
  if (!chosen.delete(id)) chosen.add(id);
  const picked = (state.savings ?? []).filter((saving) => chosen.has(saving.id)).map((saving) => saving.id);
  return { ...state, picked, after: undefined, notice: { text: '', isError: false } };
}

/** The state after a `<details>` was opened or closed. */
export function opened(state: PageState, key: string, isOpen: boolean): PageState {
  const open = new Set(state.open);
  if (isOpen) open.add(key);
  else open.delete(key);
  return { ...state, open };
}
