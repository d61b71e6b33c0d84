/**
 * A text for a reader, not yet in a language: an English template with `{name}` places and the values for them.
 * The template is the key of the translation bundles in l10n/, as @vscode/l10n has it.
 */
export interface Message {
  readonly text: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Turns a message into words of the reader's language. */
export type Translate = (message: Message) => string;

/** Makes a message from an English template and the values of its `{places}`. */
export function message(text: string, args?: Readonly<Record<string, string | number>>): Message {
  return args ? { text, args } : { text };
}

/**
 * Puts the values of `args` into a template. A place without a value stays as it is, so that a slip can be seen. In Chinese a blank parts
 * Chinese words from others: where a value turns out to be Chinese, the blank between it and the Chinese beside it goes.
 */
export function fill(template: string, args: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/( ?)\{(\w+)\}( ?)/g, (place: string, before: string, name: string, after: string, at: number) => {
    if (!(name in args)) return place;
    const value = String(args[name]);
    const lead = isChinese(template[at - 1]) && isChinese(value[0]) ? '' : before;
    const trail = isChinese(value.at(-1)) && isChinese(template[at + place.length]) ? '' : after;
    return lead + value + trail;
  });
}

/** Chinese characters and full-width signs. */
function isChinese(character: string | undefined): boolean {
  return character !== undefined && /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(character);
}

/** The reader of English: fills the template and translates nothing. */
export const english: Translate = ({ text, args }) => fill(text, args);

/** Sentences one after the other; those that are undefined or empty are left out. A full-width stop needs no blank behind it. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).reduce<string>((text, part) => (/^$|[。！？]$/.test(text) ? text + part! : `${text} ${part!}`), '');
}

/** A reader of another language. `bundle`: English template to translated template; what it lacks stays English. */
export function translator(bundle: Readonly<Record<string, string>>): Translate {
  return ({ text, args }) => fill(bundle[text] ?? text, args);
}
