/**
 * One case of a fixture file for the multi-stage conversion:
 *
 *     === title
 *     FROM golang:1.22
 *     ...
 *     --- context
 *     go.mod
 *     --- becomes
 *     FROM golang:1.22 AS build
 *     ...
 *     --- because
 *     a part of one decision per line
 *
 * Instead of the last two sections, `--- refused` with a part of the reason, and a part of one need per further line. Without a context
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

/** Reads a fixture file. Throws on an unknown section, so that a typing error does not hide an expectation. */
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
  if (!sectionNames.some((known) => known === name.trim())) throw new Error(`${title}: unknown section: ${name}`);
  return [name.trim(), lines.join('\n')];
}
