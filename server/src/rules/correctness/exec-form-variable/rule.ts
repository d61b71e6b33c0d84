import { shellFormFixes } from '../../../linter/edits/shell-form.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { innermost } from '../../../model/uses.ts';

type MessageId = 'notExpanded' | 'inArguments' | 'program' | 'shellForm' | 'throughShell';

export const rule = defineRule({
  id: 'exec-form-variable',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A variable in exec form is not expanded.',
  messages: {
    notExpanded: '{variable} is not expanded in exec form: {program} receives the text as written. Use the shell form to expand it.',
    program: '{variable} is not expanded in exec form: Docker looks for a program of this name. Use the shell form to expand it.',
    inArguments: '{variable} is not expanded in exec form: ENTRYPOINT receives it as written. Write its value, or read it in the program.',
    shellForm: 'Use shell form',
    throughShell: 'Run with sh -c',
  },
  onbuild: true,
  on: {
    CMD: reportVariables,
    ENTRYPOINT: reportVariables,
    RUN: reportVariables,
    HEALTHCHECK: reportVariables,
  },
});

function reportVariables(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { keyword, json } = innermost(instruction);
  if (!json?.items.some(({ value }) => value.includes('$'))) return;
  const variables = context.facts.literalVariablesOf(instruction);
  if (variables.length === 0) return;
  const program = json.items[0]!.value;
  const fixes = shellFormFixes(instruction, context);
  const stage = context.stageOf(instruction);
  const isArguments = keyword === 'CMD' && stage !== undefined && context.facts.startOf(stage).cmdRole === 'arguments';
  for (const { start, end, text } of variables) {
    const [at, variable] = [{ start, end }, text];
    if (isArguments) context.report({ at, message: 'inArguments', data: { variable } });
    else context.report({ at, message: end <= json.items[0]!.end ? 'program' : 'notExpanded', data: { variable, program }, fixes });
  }
}
