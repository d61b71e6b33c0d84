import { allRules } from '../../rules/registry.generated.ts';
import { message } from '../../base/message.ts';
import { mostSimilar } from '../../base/similar.ts';
import { oneOperand, readArguments } from '../arguments.ts';
import { Failure, status } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

/** `layerwise explain RULE`: prints the page of a rule. RULE is its id, or an id of the same check in another tool. */
export async function explain(args: readonly string[], terminal: Terminal): Promise<number> {
  const name = oneOperand(readArguments(args, {}).positionals, 'RULE');
  const wanted = name.toLowerCase();
  const rule = allRules.find(({ id, aliases }) => id === wanted || aliases.some((alias) => alias.toLowerCase() === wanted));
  if (!rule) {
    const similar = mostSimilar(wanted, allRules.map(({ id }) => id)); // prettier-ignore
    throw new Failure(
      similar ? message('unknown rule "{name}"; did you mean "{similar}"?', { name, similar }) : message('unknown rule "{name}"', { name }),
    );
  }
  const { rulePages } = await import('../../rules/pages.generated.ts');
  terminal.out(`${rulePages[rule.id]!.trimEnd()}\n`);
  return status.ok;
}
