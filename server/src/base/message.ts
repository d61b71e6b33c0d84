/**
 * A user-visible text that is not translated yet: an English template with `{name}` placeholders and the values for them.
 * The template is the key in the translation bundles in l10n/, as in @vscode/l10n.
 */
export interface Message<Value extends string | number = string | number> {
  readonly text: string;
  readonly args?: Readonly<Record<string, Value>>;
}

/** A message without values. */
export type FixedMessage = Message<never>;

/** Translates a message into the language of the user. */
export type Translate = (message: Message) => string;

/** Creates a message from an English template and the values of its `{placeholders}`. */
export function message(text: string): FixedMessage;
export function message<Value extends string | number>(text: string, args: Readonly<Record<string, Value>> | undefined): Message<Value>;
export function message<Value extends string | number>(text: string, args?: Readonly<Record<string, Value>>): Message<Value> {
  return args ? { text, args } : { text };
}

/**
 * Fills the placeholders of a template with the values of `args`. A placeholder without a value is left in the text, so that the mistake is
 * visible. Chinese text has spaces only next to other scripts: the space between a Chinese value and the Chinese text next to it is
 * removed.
 */
export function fillTemplate(template: string, args: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/( ?)\{(\w+)\}( ?)/g, (place: string, before: string, name: string, after: string, at: number) => {
    if (!(name in args)) return place;
    const value = String(args[name]);
    const lead = isChinese(template[at - 1]) && isChinese(value[0]) ? '' : before;
    const trail = isChinese(value.at(-1)) && isChinese(template[at + place.length]) ? '' : after;
    return lead + value + trail;
  });
}

/** Chinese characters and full-width punctuation. */
function isChinese(character: string | undefined): boolean {
  return character !== undefined && /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(character);
}

/** Fills the template without translating it. */
export const english: Translate = ({ text, args }) => fillTemplate(text, args);

/** Joins sentences with spaces. Undefined and empty ones are skipped; after full-width punctuation no space is added. */
export function joinSentences<Text extends string>(...parts: readonly (Text | undefined)[]): Text {
  return parts.filter(Boolean).reduce<string>((text, part) => (/^$|[。！？]$/.test(text) ? text + part! : `${text} ${part!}`), '') as Text;
}

/** Creates a translator for a bundle that maps English templates to translated ones. Templates that are not in the bundle stay English. */
export function createTranslator(bundle: Readonly<Record<string, string>>): Translate {
  return ({ text, args }) => fillTemplate(bundle[text] ?? text, args);
}
