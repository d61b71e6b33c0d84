/** The position of the cursor in a text. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
}

/** Marks the cursor: a character that no Dockerfile contains. */
export const cursor = '‸';

/** Removes the cursor mark from a text. Throws if there is not exactly one. */
export function readCursor(marked: string): Marked {
  const [before, after, ...more] = marked.split(cursor);
  if (after === undefined || more.length > 0) throw new Error(`expected one ${cursor} in ${JSON.stringify(marked)}`);
  return { text: before + after, offset: before!.length };
}
