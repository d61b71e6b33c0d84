import { operatorArguments } from '../../../facts/start/operator-arguments.ts';
import { shellFormFixes } from '../../../linter/edits/shell-form.ts';
import { innermost } from '../../../model/uses.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'argument' | 'shell' | 'shellForm' | 'throughShell';

export const rule = defineRule<MessageId>({
  id: 'exec-form-operator',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'An operator of the shell in exec form is a plain argument.',
  messages: {
    argument: '"{operator}" is a plain argument of "{program}" in exec form: no shell reads it. Use the shell form.',
    shell: '"{operator}" is a plain argument of "{program}" here: put the whole command line into one string after -c.',
    shellForm: 'Use shell form',
    throughShell: 'Run with sh -c',
  },
  onbuild: true,
  withinStage: true,
  on: { CMD: check, ENTRYPOINT: check, RUN: check, HEALTHCHECK: check, SHELL: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  const inner = innermost(instruction);
  if (!inner.json) return;
  const found = operatorArguments(context.model, instruction);
  const [first] = found;
  if (!first) return;
  const { item, program, inShell } = first;
  const operators = new Set(found.map((each) => each.item));
  context.report({
    at: item,
    message: inShell ? 'shell' : 'argument',
    data: { operator: item.value, program },
    fixes: inShell || inner.keyword === 'SHELL' ? [] : shellFormFixes(instruction, context, operators),
  });
}
