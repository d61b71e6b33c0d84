/** What an element contains. Text is always text, never markup. */
export type Child = Node | string | undefined | false;

interface Properties {
  readonly class?: string;
  /** Attributes, as in markup. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  /** Styles that depend on values, by property. The policy of the page forbids the attribute `style`. */
  readonly styles?: Readonly<Record<string, string>>;
  /** Identifies the element in every drawing of the page, so that it keeps the focus. */
  readonly key?: string;
  readonly onClick?: () => void;
}

/** Creates an element. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { class: classes, attributes = {}, styles = {}, key, onClick }: Properties,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(name);
  if (classes !== undefined) created.className = classes;
  for (const [attribute, value] of Object.entries(attributes)) if (value !== undefined) created.setAttribute(attribute, value);
  for (const [property, value] of Object.entries(styles)) created.style.setProperty(property, value);
  if (key !== undefined) created.dataset.key = key;
  if (onClick) created.addEventListener('click', onClick);
  for (const child of children) if (child !== undefined && child !== false) created.append(child);
  return created;
}

/** A button that looks as VS Code's. */
export function button(
  text: string,
  onClick: () => void,
  more: Omit<Properties, 'onClick'> & { readonly disabled?: boolean } = {},
): HTMLButtonElement {
  const created = element('button', { ...more, onClick, attributes: { type: 'button', ...more.attributes } }, text);
  created.disabled = more.disabled === true;
  return created;
}

/** Fills `{0}` and `{1}` of a text. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, i: string) => String(values[Number(i)] ?? place));
}

/** Replaces the contents of an element; the element with the focus before has it again if the new contents have one with its key. */
export function redraw(root: HTMLElement, ...contents: readonly Child[]): void {
  const key = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  root.replaceChildren(...contents.filter((child) => child !== undefined && child !== false));
  if (key === undefined) return;
  const same = [...root.querySelectorAll<HTMLElement>('[data-key]')].find((each) => each.dataset.key === key);
  same?.focus({ preventScroll: true });
}
