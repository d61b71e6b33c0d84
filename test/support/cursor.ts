/** Where the cursor stands in a text. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
}

/** The cursor's mark: a letter that no Dockerfile has. */
export const cursor = '‸';

/** Takes the one cursor mark out of a text. Throws where there is none, or more than one. */
export function readCursor(marked: string): Marked {
  const [before, after, ...more] = marked.split(cursor);
  if (after === undefined || more.length > 0) throw new Error(`one ${cursor} is wanted in ${JSON.stringify(marked)}`);
  return { text: before + after, offset: before!.length };
}
