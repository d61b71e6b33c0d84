import { globMatches } from './editorconfig-glob.ts';
import { maxIndentSize } from '../../formatting/options.ts';
import type { FormatOptions } from '../../formatting/options.ts';

/** An .editorconfig file, and the path of the document relative to its folder (`docker/Dockerfile`). */
export interface EditorConfigFile {
  readonly text: string;
  readonly path: string;
}

/**
 * Applies the .editorconfig files above a document to the options. A nearer file takes precedence, and in a file a later section. `root =
 * true` ends the search. Unknown properties and invalid values are ignored.
 *
 * This is a separate implementation, because the package `editorconfig` contains a wasm module that the web worker would have to download.
 * https://spec.editorconfig.org, version 0.17
 *
 * @param files The files, the nearest first.
 */
export function withEditorConfig(options: FormatOptions, files: readonly EditorConfigFile[]): FormatOptions {
  const properties = new Map<string, string>();
  const end = files.findIndex(({ text }) => isRoot(text));
  for (const file of files.slice(0, end < 0 ? undefined : end + 1).reverse()) {
    for (const [name, value] of propertiesOf(file)) properties.set(name, value);
  }
  const style = properties.get('indent_style');
  const insertSpaces = style === 'space' ? true : style === 'tab' ? false : options.insertSpaces;
  return {
    ...options,
    insertSpaces,
    indentSize: indentSizeOf(properties, insertSpaces) ?? options.indentSize,
    trimTrailingWhitespace: parseBoolean(properties.get('trim_trailing_whitespace')) ?? options.trimTrailingWhitespace,
    finalNewline: parseBoolean(properties.get('insert_final_newline')) ?? options.finalNewline,
  };
}

/** Whether files in parent folders are ignored: `root = true` before the first section. */
export function isRoot(text: string): boolean {
  for (const line of linesOf(text)) {
    if (line.kind === 'section') return false;
    if (line.name === 'root') return line.value === 'true';
  }
  return false;
}

/** The size of an indentation level. With tabs, it is the width of a tab; if only one of the two sizes is set, it is used for both. */
function indentSizeOf(properties: ReadonlyMap<string, string>, insertSpaces: boolean): number | undefined {
  const size = parseColumns(properties.get('indent_size'));
  const tab = parseColumns(properties.get('tab_width'));
  const tabs = properties.get('indent_size') === 'tab' || !insertSpaces;
  return tabs ? (tab ?? size) : size;
}

function parseColumns(value: string | undefined): number | undefined {
  const number = /^\d{1,2}$/.test(value ?? '') ? Number(value) : 0;
  return number > 0 && number <= maxIndentSize ? number : undefined;
}

function parseBoolean(value: string | undefined): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** The properties of the sections that apply to the document, in order. `unset` removes an earlier value. */
function propertiesOf({ text, path }: EditorConfigFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let applies = false;
  for (const line of linesOf(text)) {
    if (line.kind === 'section') applies = globMatches(line.glob, path);
    else if (applies) found.set(line.name, line.value);
  }
  return found;
}

type Line = { readonly kind: 'section'; readonly glob: string } | { readonly kind: 'pair'; readonly name: string; readonly value: string };

/** Parses the lines. Names and values are converted to lowercase, because none of the used properties is case sensitive. */
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
