import type { DockerfileTree, Instruction } from '../../syntax/tree.ts';

/** Where the author puts `&&` when a RUN goes over several lines, and how far in the lines stand. */
export interface ChainLayout {
  readonly operator: 'leads' | 'trails';
  readonly indent: string;
}

/** Read off the given RUNs, then off the file's others; where none shows one, `&&` leads its line, four blanks in. */
export function chainLayout(tree: DockerfileTree, runs: readonly Instruction[]): ChainLayout {
  for (const run of [...runs, ...tree.instructions.filter(({ keyword }) => keyword === 'RUN')]) {
    const leads = /\n([ \t]*)&&[ \t]/.exec(run.source);
    if (leads) return { operator: 'leads', indent: leads[1]! };
    const trails = /&&[ \t]*[\\`][ \t]*\r?\n([ \t]*)[^\s#\\`]/.exec(run.source);
    if (trails) return { operator: 'trails', indent: trails[1]! };
  }
  return { operator: 'leads', indent: '    ' };
}

/** What stands between two commands of a chain that goes over lines. `between`: whole lines to keep there, each with its line break. */
export function chainBreak({ operator, indent }: ChainLayout, escape: string, eol: string, between = ''): string {
  return operator === 'leads' ? ` ${escape}${eol}${between}${indent}&& ` : ` && ${escape}${eol}${between}${indent}`;
}
