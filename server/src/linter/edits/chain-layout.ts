import { memoizeWeak } from '../../base/memoize.ts';
import type { DockerfileTree, Instruction } from '../../syntax/tree.ts';

/** The position of `&&` in a RUN of several lines, and the indentation of these lines. */
export interface ChainLayout {
  readonly operator: 'leads' | 'trails';
  readonly indent: string;
}

const defaultLayout: ChainLayout = { operator: 'leads', indent: '    ' };

/** The layout of the given RUNs, or of another RUN in the file. The default is `&&` at the start of a line, indented by four spaces. */
export function chainLayout(tree: DockerfileTree, runs: readonly Instruction[]): ChainLayout {
  return firstLayout(runs) ?? layoutIn(tree);
}

const layoutIn = memoizeWeak(
  ({ instructions }: DockerfileTree) => firstLayout(instructions.filter(({ keyword }) => keyword === 'RUN')) ?? defaultLayout,
);

function firstLayout(runs: readonly Instruction[]): ChainLayout | undefined {
  for (const { source } of runs) {
    const leads = /\n([ \t]*)&&[ \t]/.exec(source);
    if (leads) return { operator: 'leads', indent: leads[1]! };
    const trails = /&&[ \t]*[\\`][ \t]*\r?\n([ \t]*)[^\s#\\`]/.exec(source);
    if (trails) return { operator: 'trails', indent: trails[1]! };
  }
  return undefined;
}

/**
 * The text between two commands of a chain on several lines.
 *
 * @param between Complete lines to keep between the commands, each with its line break.
 */
export function chainBreak({ operator, indent }: ChainLayout, escape: string, eol: string, between = ''): string {
  return operator === 'leads' ? ` ${escape}${eol}${between}${indent}&& ` : ` && ${escape}${eol}${between}${indent}`;
}
