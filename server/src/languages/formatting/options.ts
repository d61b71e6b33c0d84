/** How a Dockerfile is to look. The editor's own options, overridden by .editorconfig and by our settings. */
export interface FormatOptions {
  /** Columns of one step of indentation. */
  readonly indentSize: number;
  /** Blanks, not tabs. */
  readonly insertSpaces: boolean;
  /** `keep` leaves the letters of instructions as they are. */
  readonly instructionCase: 'upper' | 'lower' | 'keep';
  /** Blank lines in a row between instructions that may stay. */
  readonly maxBlankLines: number;
  readonly trimTrailingBlanks: boolean;
  /** The last line ends with a line break. */
  readonly finalNewline: boolean;
}

export const defaultFormatOptions: FormatOptions = {
  indentSize: 4,
  insertSpaces: true,
  instructionCase: 'upper',
  maxBlankLines: 1,
  trimTrailingBlanks: true,
  finalNewline: true,
};

/** The blanks of an indentation of so many columns. */
export function indentation(columns: number, { insertSpaces, indentSize }: FormatOptions): string {
  if (insertSpaces) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / indentSize)) + ' '.repeat(columns % indentSize);
}

/** The columns that leading blanks take; a tab goes to the next multiple of `indentSize`. */
export function columnsOf(blanks: string, { indentSize }: FormatOptions): number {
  let columns = 0;
  for (const c of blanks) columns = c === '\t' ? (Math.floor(columns / indentSize) + 1) * indentSize : columns + 1;
  return columns;
}
