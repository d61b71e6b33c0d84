import { cursor } from './cursor.ts';

/** One case of a `cases.txt` of a refactoring. */
export interface RefactoringCase {
  readonly title: string;
  /** The Dockerfile without marks. */
  readonly text: string;
  /** The selection; empty at a cursor. */
  readonly start: number;
  readonly end: number;
  /** A block for `readContextBlock`; undefined if the context is not known. */
  readonly context: string | undefined;
  /** The text after each offer, by title. Empty: nothing is offered. */
  readonly offers: Readonly<Record<string, string>>;
}

/**
 * Reads cases: `=== title`, the Dockerfile with one mark for the cursor or two for a selection, and for each offer `--- its title` with the
 * text after it. `--- context` lists the files of the build context, `--- crlf` uses Windows line endings. Throws for a case without a mark.
 */
export function readRefactoringCases(file: string): readonly RefactoringCase[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...sections] = part.split(/^--- /m);
      const title = head.slice(0, head.indexOf('\n'));
      const named = new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')).trim(), textAfter(section)]));
      const isCrlf = named.delete('crlf');
      const context = named.get('context');
      named.delete('context');
      const lines = (text: string): string => (isCrlf ? text.replaceAll('\n', '\r\n') : text);
      const [before, selected, after] = lines(textAfter(head)).split(cursor);
      if (before === undefined || selected === undefined) throw new Error(`${title}: mark the cursor with ${cursor}`);
      const start = before.length;
      return {
        title,
        text: before + selected + (after ?? ''),
        start,
        end: after === undefined ? start : start + selected.length,
        context,
        offers: Object.fromEntries([...named].map(([name, text]) => [name, lines(text)])),
      };
    });
}

/** The text after the first line, without blank lines at the end. */
function textAfter(section: string): string {
  return `${section.slice(section.indexOf('\n') + 1).trimEnd()}\n`;
}
