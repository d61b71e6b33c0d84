/**
 * One case of a fixture file for the conversion to several stages:
 *
 *     === what it is about
 *     FROM golang:1.22
 *     ...
 *     --- context
 *     go.mod
 *     --- becomes
 *     FROM golang:1.22 AS build
 *     ...
 *     --- because
 *     a piece of one decision a line
 *
 * or, in place of the last two, `--- refused` with a piece of the reason, and of one need on each further line. Without a context
 * section the build context is not known.
 */
export interface ConversionCase {
  readonly title: string;
  readonly text: string;
  /** A context block, see context-block.ts. */
  readonly context: string | undefined;
  readonly becomes: string | undefined;
  readonly because: readonly string[];
  readonly refused: readonly string[] | undefined;
}

const sectionNames = ['context', 'becomes', 'because', 'refused'] as const;

/** Reads a fixture file. Throws on a section that it does not know, so that no expectation is lost to a slip. */
export function readConversionCases(file: string): readonly ConversionCase[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...rest] = part.split(/^--- /m);
      const [title = '', ...lines] = head.split('\n');
      const sections = new Map(rest.map((section) => readSection(title, section)));
      const linesOf = (name: (typeof sectionNames)[number]): string[] | undefined => sections.get(name)?.trimEnd().split('\n');
      return {
        title,
        text: `${lines.join('\n').trimEnd()}\n`,
        context: sections.get('context'),
        becomes: sections.has('becomes') ? `${sections.get('becomes')!.trimEnd()}\n` : undefined,
        because: linesOf('because') ?? [],
        refused: linesOf('refused'),
      };
    });
}

function readSection(title: string, section: string): [string, string] {
  const [name = '', ...lines] = section.split('\n');
  if (!sectionNames.some((known) => known === name.trim())) throw new Error(`${title}: no such section: ${name}`);
  return [name.trim(), lines.join('\n')];
}
