import type { DockerfileTree, Instruction } from '../../syntax/tree.ts';

/** Where the author writes `&&` in a RUN of several lines, and how the lines are indented. */
export interface ChainLayout {
  readonly operator: 'leads' | 'trails';
  readonly indent: string;
}

/** The layout of the given RUNs, otherwise of others in the file; where none has several lines, `&&` leads its line, indented by four spaces. */
export function chainLayout(tree: DockerfileTree, runs: readonly Instruction[]): ChainLayout {
  for (const run of [...runs, ...tree.instructions.filter(({ keyword }) => keyword === 'RUN')]) {
    const leads = /\n([ \t]*)&&[ \t]/.exec(run.source);
    if (leads) return { operator: 'leads', indent: leads[1]! };
    const trails = /&&[ \t]*[\\`][ \t]*\r?\n([ \t]*)[^\s#\\`]/.exec(run.source);
    if (trails) return { operator: 'trails', indent: trails[1]! };
  }
  return { operator: 'leads', indent: '    ' };
}

/** The text between two commands of a chain on several lines. `between`: whole lines to keep there, each with its line break. */
export function chainBreak({ operator, indent }: ChainLayout, escape: string, eol: string, between = ''): string {
  return operator === 'leads' ? ` ${escape}${eol}${between}${indent}&& ` : ` && ${escape}${eol}${between}${indent}`;
}
