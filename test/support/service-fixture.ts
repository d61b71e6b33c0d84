import { readCursor } from './cursor.ts';
import type { Marked } from './cursor.ts';

/**
 * One case of a fixture file of a language feature:
 *
 *     === title
 *     FROM debian
 *     CMD ["no‸de"]
 *     --- says
 *     a part of the result
 *
 * The text contains the cursor; each section after it is a list of lines by its name.
 */
export interface ServiceCase extends Marked {
  readonly title: string;
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

/** Reads a fixture file. Throws on a section that is not in `known`, so that a typing error does not hide an expectation. */
export function readServiceFixture(file: string, known: readonly string[]): readonly ServiceCase[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [body = '', ...sections] = part.split(/^--- /m);
      const [title = '', ...lines] = body.trimEnd().split('\n');
      return {
        title,
        ...readCursor(`${lines.join('\n')}\n`),
        sections: new Map(sections.map((section) => readSection(title, section, known))),
      };
    });
}

function readSection(title: string, section: string, known: readonly string[]): [string, string[]] {
  const [name = '', ...lines] = section.trimEnd().split('\n');
  if (!known.includes(name.trim())) throw new Error(`${title}: unknown section: ${name}`);
  return [name.trim(), lines];
}
