/** The formatting options of a Dockerfile: those of the editor, overridden by .editorconfig and by the settings of Layerwise. */
export interface FormatOptions {
  /** Columns per indentation level. */
  readonly indentSize: number;
  /** Spaces instead of tabs. */
  readonly insertSpaces: boolean;
  /** `keep` does not change the letter case of instructions. */
  readonly instructionCase: 'upper' | 'lower' | 'keep';
  /** Maximum number of consecutive blank lines. */
  readonly maxBlankLines: number;
  readonly trimTrailingWhitespace: boolean;
  /** Whether the last line ends with a line break. */
  readonly finalNewline: boolean;
}

export const defaultFormatOptions: FormatOptions = {
  indentSize: 4,
  insertSpaces: true,
  instructionCase: 'upper',
  maxBlankLines: 1,
  trimTrailingWhitespace: true,
  finalNewline: true,
};

/** The maximum indentation in columns, so that a typing mistake does not move text out of view. */
export const maxIndentSize = 16;

/** An indentation that can be used, from a number that an editor sent: a whole number from 1 to the maximum; the default for other values. */
export function validIndentSize(size: unknown): number {
  if (typeof size !== 'number' || Number.isNaN(size)) return defaultFormatOptions.indentSize;
  return Math.min(maxIndentSize, Math.max(1, Math.trunc(size)));
}

/** The indentation for a number of columns. */
export function indentation(columns: number, { insertSpaces, indentSize }: FormatOptions): string {
  if (insertSpaces) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / indentSize)) + ' '.repeat(columns % indentSize);
}

/** The width of leading whitespace in columns. A tab extends to the next multiple of `indentSize`. */
export function columnsOf(blanks: string, { indentSize }: FormatOptions): number {
  let columns = 0;
  for (const c of blanks) columns = c === '\t' ? (Math.floor(columns / indentSize) + 1) * indentSize : columns + 1;
  return columns;
}
