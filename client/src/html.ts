/** Markup for a webview. Only the tag `html` creates it, so that every other text in a page is escaped. */
export class Html {
  readonly markup: string;

  private constructor(markup: string) {
    this.markup = markup;
  }

  /** The markup of a template. Strings among its values are escaped, for text and for attributes in double quotes. */
  static of({ raw }: TemplateStringsArray, ...values: readonly Value[]): Html {
    return new Html(String.raw({ raw }, ...values.map(markupOf)));
  }
}

type Value = string | number | Html | readonly Html[];

export const html = Html.of;

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  return typeof value === 'object' ? value.map(markupOf).join('\n') : escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
