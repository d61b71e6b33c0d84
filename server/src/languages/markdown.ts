/*
 * Markdown for hovers and documentation in editors: without HTML, and tables need a header row.
 *
 * Text of a file, of the build context or of a registry must not be read as Markdown: an image in it would be fetched, a link in it could
 * be clicked. So Markdown has a type of its own, which only the functions of this module create; a string becomes Markdown by `escaped`
 * or `code`.
 */

import { formatBytes } from '../base/bytes.ts';
import { replaceControls } from '../base/control-characters.ts';
import type { Message, Translate } from '../base/message.ts';

declare const brand: unique symbol;

/** Markdown that is safe to show. */
export type Markdown = string & { readonly [brand]: 'Markdown' };

/** Translates messages into Markdown. The templates are Markdown of our own; their values are Markdown or numbers. */
export type MarkdownTranslate = (message: Message<Markdown | number>) => Markdown;

function trusted(markdown: string): Markdown {
  return markdown as Markdown;
}

/** Markdown of our own, as in composed`**${name}** · ${size}`. */
export function composed({ raw }: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return trusted(String.raw({ raw }, ...values));
}

/** Escapes text on one line, so that none of it is read as Markdown. */
export function escaped(raw: string): Markdown {
  return trusted(
    replaceControls(raw.replace(/\s+/g, ' ').trim())
      .replace(/[\\`*[\]<>~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu, String.raw`\$&`)
      // Editors turn bare URLs and e-mail addresses into links.
      .replace(/:(?=\/\/)|(?<=www)\.|@(?=[\w-]+\.)/gi, String.raw`\$&`)
      .replace(/^(?:[#+=-]|\d+(?=[.)](?: |$)))/, (lead) => (/\d/.test(lead) ? `${lead}\\` : `\\${lead}`)),
  );
}

/** Escapes text and makes it bold. */
export function bold(raw: string): Markdown {
  const visible = escaped(raw);
  return visible === '' ? code('') : composed`**${visible}**`;
}

/** Formats text as inline code. It may contain backticks and line breaks. */
export function code(raw: string): Markdown {
  const line = replaceControls(raw.replace(/\s*[\r\n]+\s*/g, ' '));
  if (line.trim() === '') return trusted('` `');
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return trusted(`${fence}${blank}${line}${blank}${fence}`);
}

/** Formats text as inline code, truncated to a maximum length. */
export function shortCode(raw: string, maxLength: number): Markdown {
  return code(raw.length > maxLength ? `${raw.slice(0, maxLength - 1)}…` : raw);
}

/** A code block with the syntax highlighting of Dockerfiles. */
export function codeBlock(raw: string): Markdown {
  const longestRun = Math.max(2, ...[...raw.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return trusted(`${fence}dockerfile\n${replaceControls(raw)}\n${fence}`);
}

/** A table. Undefined rows are skipped. */
export function table(header: readonly Markdown[], rows: readonly (readonly Markdown[] | undefined)[]): Markdown {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return trusted([header, header.map(() => ':--'), ...rows.filter((row) => row !== undefined)].map(line).join('\n'));
}

/** A table of names and values without a header. Rows without a value are skipped. */
export function factTable(rows: readonly (readonly [name: Markdown, value: Markdown | undefined])[]): Markdown | undefined {
  const known = rows.filter((row): row is readonly [Markdown, Markdown] => row[1] !== undefined);
  return known.length > 0 ? table([composed``, composed``], known) : undefined;
}

export function bullets(items: readonly (Markdown | undefined)[]): Markdown | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length > 0 ? trusted(known.map((item) => `- ${item}`).join('\n')) : undefined;
}

/** Joins blocks with a blank line between them. Undefined and empty blocks are skipped. */
export function paragraphs(...blocks: readonly (Markdown | undefined)[]): Markdown {
  return trusted(blocks.filter((block) => block !== undefined && block !== '').join('\n\n'));
}

/** Joins parts in one line. */
export function joined(parts: readonly Markdown[], separator: ', ' | ' · '): Markdown {
  return trusted(parts.join(separator));
}

/** `1.2 MB` */
export function byteSize(bytes: number): Markdown {
  return trusted(formatBytes(bytes));
}

/** A link to a page of the documentation; the label alone if the target is not a plain https URL. */
export function link(label: Markdown, target: string): Markdown {
  return /^https:\/\/[\w.-]+\/[\w./#-]*$/.test(target) ? trusted(`[${label}](${target})`) : label;
}

/** A translator into Markdown. */
export function markdownTranslator(translate: Translate): MarkdownTranslate {
  return (message) => trusted(translate(message));
}

/** A message whose values are text, for a translator into Markdown: the values are escaped. */
export function withTextValues({ text: template, args = {} }: Message): Message<Markdown | number> {
  const values = Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? escaped(value) : value] as const);
  return { text: template, args: Object.fromEntries(values) };
}

/**
 * Escapes bars, which end a cell even inside code. A bar after an odd number of backslashes needs two more, or the new one would be
 * escaped itself.
 */
function cell(markdown: string): string {
  return markdown
    .replace(/(\\*)\|/g, (_, slashes: string) => `${slashes}${slashes.length % 2 === 0 ? '\\' : '\\\\'}|`)
    .replace(/\s*[\r\n]+\s*/g, ' ');
}
