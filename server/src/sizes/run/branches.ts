import type { CommandFact } from '../../facts/commands/command.ts';
import { covers } from '../../base/span.ts';
import type { ShellBranch, ShellWord } from '../../shell/script.ts';

/** Consecutive commands that run under the same conditions; none if these are known not to hold. */
export interface Branch {
  readonly commands: readonly CommandFact[];
  /** How likely they run: 1 if the condition holds in a build without arguments, 0 if it does not. */
  readonly probability: number;
  /** The known words of the loop that repeats them. */
  readonly loop: { readonly name: string; readonly words: readonly string[] } | undefined;
}

/** A condition that nothing is known about. */
const unknownProbability = 0.5;

/** Groups the commands of a script, in their order. A command that certainly runs once is a group with the probability 1. */
export function branchesOf(commands: readonly CommandFact[]): readonly Branch[] {
  const groups: CommandFact[][] = [];
  for (const command of commands) {
    const group = groups.at(-1);
    if (group?.[0] && isTogether(group[0], command)) group.push(command);
    else groups.push([command]);
  }
  return groups.map((group) => branchOf(group, commands));
}

/** Whether two commands run under the same conditions: in the same branch, or both in none and neither after `||`. */
function isTogether(first: CommandFact, other: CommandFact): boolean {
  if (first.conditional !== other.conditional) return false;
  const isAlternative = first.command.operator === '||' || other.command.operator === '||';
  return !isAlternative && branchesAround(other).at(-1) === branchesAround(first).at(-1);
}

function branchOf(group: readonly CommandFact[], all: readonly CommandFact[]): Branch {
  const [first] = group;
  if (!first?.conditional) return { commands: group, probability: 1, loop: undefined };
  const around = branchesAround(first);
  const [outer] = around;
  const loop = outer && around.length === 1 ? loopOf(outer) : undefined;
  const own = first.command.operator === '||' || around.length === 0 ? [alternative(first)] : [];
  const probability = [...own, ...(loop ? [] : around.map((branch) => probabilityOf(branch, all)))].reduce((a, b) => a * b, 1);
  return { commands: isExcluded(around, all) ? [] : group, probability, loop };
}

function branchesAround({ script, command }: CommandFact): readonly ShellBranch[] {
  return script.branches.filter((branch) => covers(branch, command));
}

/** After `||`, a command runs only if the one before it fails, which rarely happens in a build; after a question, it may. */
function alternative({ command }: CommandFact): number {
  return command.operator === '||' ? 0 : unknownProbability;
}

function probabilityOf(branch: ShellBranch, commands: readonly CommandFact[]): number {
  if (branch.kind === 'or') return 0;
  const holds = branch.condition && holdsAt(branch.condition, commands);
  if (holds === undefined) return unknownProbability;
  return holds === (branch.kind === 'then') ? 1 : 0;
}

/** Whether a known condition excludes the commands. */
function isExcluded(around: readonly ShellBranch[], commands: readonly CommandFact[]): boolean {
  return around.some((branch) => branch.kind !== 'or' && probabilityOf(branch, commands) === 0);
}

/** `for x in a b`: the words, if they are known. */
function loopOf({ kind, loop }: ShellBranch): Branch['loop'] {
  const isKnown = kind === 'each' && loop !== undefined && loop.words.length > 0 && loop.words.every(({ literal }) => literal);
  return isKnown ? { name: loop.name, words: loop.words.map(({ value }) => value) } : undefined;
}

/** Whether a condition holds: one `[` or `test` that compares values of ARG and ENV. Undefined for any other condition. */
function holdsAt(condition: NonNullable<ShellBranch['condition']>, commands: readonly CommandFact[]): boolean | undefined {
  const tests = commands.filter(({ command }) => covers(condition, command));
  const [test] = tests;
  if (!test || tests.length > 1 || test.command.containers.includes('negation') || (test.program !== '[' && test.program !== 'test'))
    return undefined;
  const words = test.args.filter(({ value }) => value !== ']');
  return compare(words.map((word) => valueOf(word, test)));
}

function valueOf(word: ShellWord, test: CommandFact): string | undefined {
  return test.valueOfWord(word);
}

function compare([first, second, third, ...more]: readonly (string | undefined)[]): boolean | undefined {
  if (more.length > 0) return undefined;
  if (third === undefined) {
    if (first === '-n' && second !== undefined) return second !== '';
    return first === '-z' && second !== undefined ? second === '' : undefined;
  }
  if (first === undefined) return undefined;
  if (second === '=' || second === '==' || second === '-eq') return first === third;
  return second === '!=' || second === '-ne' ? first !== third : undefined;
}
