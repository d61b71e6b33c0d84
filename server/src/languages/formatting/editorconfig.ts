import { globMatches } from './editorconfig-glob.ts';
import type { FormatOptions } from './options.ts';

/** An .editorconfig, and where the document is as seen from its folder (`docker/Dockerfile`). */
export interface EditorConfigFile {
  readonly text: string;
  readonly path: string;
}

/**
 * What the .editorconfig files above a document say of how it is to look; `files` the nearest first. A nearer file counts more, in a
 * file a later section; `root = true` ends the search. What has no meaning here, or no sense, counts as not said.
 *
 * A reader of our own: the package `editorconfig` brings a wasm module, which the web worker would have to fetch.
 * https://spec.editorconfig.org, version 0.17
 */
export function withEditorConfig(options: FormatOptions, files: readonly EditorConfigFile[]): FormatOptions {
  const said = new Map<string, string>();
  const end = files.findIndex(({ text }) => isRoot(text));
  for (const file of files.slice(0, end < 0 ? undefined : end + 1).reverse()) {
    for (const [name, value] of propertiesOf(file)) said.set(name, value);
  }
  const style = said.get('indent_style');
  const insertSpaces = style === 'space' ? true : style === 'tab' ? false : options.insertSpaces;
  return {
    ...options,
    insertSpaces,
    indentSize: indentSizeOf(said, insertSpaces) ?? options.indentSize,
    trimTrailingBlanks: truth(said.get('trim_trailing_whitespace')) ?? options.trimTrailingBlanks,
    finalNewline: truth(said.get('insert_final_newline')) ?? options.finalNewline,
  };
}

/** Whether no file further up counts: `root = true` before the first section. */
export function isRoot(text: string): boolean {
  for (const line of linesOf(text)) {
    if (line.kind === 'section') return false;
    if (line.name === 'root') return line.value === 'true';
  }
  return false;
}

/** A step of tabs is as wide as a tab; where only one of the two widths is said, the other is the same. */
function indentSizeOf(said: ReadonlyMap<string, string>, insertSpaces: boolean): number | undefined {
  const size = columns(said.get('indent_size'));
  const tab = columns(said.get('tab_width'));
  const tabs = said.get('indent_size') === 'tab' || !insertSpaces;
  return tabs ? (tab ?? size) : size;
}

/** No editor has wider steps; a slip of the finger must not push the text out of sight. */
const widest = 16;

function columns(value: string | undefined): number | undefined {
  const number = /^\d{1,2}$/.test(value ?? '') ? Number(value) : 0;
  return number > 0 && number <= widest ? number : undefined;
}

function truth(value: string | undefined): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** What the sections that fit the document say, in order. `unset` takes back what a section or file before said. */
function propertiesOf({ text, path }: EditorConfigFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let fits = false;
  for (const line of linesOf(text)) {
    if (line.kind === 'section') fits = globMatches(line.glob, path);
    else if (fits) found.set(line.name, line.value);
  }
  return found;
}

type Line = { readonly kind: 'section'; readonly glob: string } | { readonly kind: 'pair'; readonly name: string; readonly value: string };

/** Names and values in small letters: letter case does not count in any that is read here. */
function linesOf(text: string): Line[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line): Line[] => {
      const trimmed = line.trim();
      if (trimmed.startsWith('#') || trimmed.startsWith(';')) return [];
      if (trimmed.startsWith('[') && trimmed.endsWith(']')) return [{ kind: 'section', glob: trimmed.slice(1, -1) }];
      const equals = trimmed.indexOf('=');
      if (equals < 1) return [];
      return [
        {
          kind: 'pair',
          name: trimmed.slice(0, equals).trim().toLowerCase(),
          value: trimmed
            .slice(equals + 1)
            .trim()
            .toLowerCase(),
        },
      ];
    });
}
