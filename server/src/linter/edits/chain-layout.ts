import type { DockerfileTree, Instruction } from '../../syntax/tree.ts';

/** The position of `&&` in a RUN of several lines, and the indentation of these lines. */
export interface ChainLayout {
  readonly operator: 'leads' | 'trails';
  readonly indent: string;
}

/** The layout of the given RUNs, or of another RUN in the file. The default is `&&` at the start of a line, indented by four spaces. */
export function chainLayout(tree: DockerfileTree, runs: readonly Instruction[]): ChainLayout {
  for (const run of [...runs, ...tree.instructions.filter(({ keyword }) => keyword === 'RUN')]) {
    const leads = /\n([ \t]*)&&[ \t]/.exec(run.source);
    if (leads) return { operator: 'leads', indent: leads[1]! };
    const trails = /&&[ \t]*[\\`][ \t]*\r?\n([ \t]*)[^\s#\\`]/.exec(run.source);
    if (trails) return { operator: 'trails', indent: trails[1]! };
  }
  return { operator: 'leads', indent: '    ' };
}

/**
 * The text between two commands of a chain on several lines.
 *
 * @param between Complete lines to keep between the commands, each with its line break.
 */
export function chainBreak({ operator, indent }: ChainLayout, escape: string, eol: string, between = ''): string {
  return operator === 'leads' ? ` ${escape}${eol}${between}${indent}&& ` : ` && ${escape}${eol}${between}${indent}`;
}
