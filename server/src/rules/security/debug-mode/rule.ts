import { debugOptions, debugVariables, developmentStage } from '../../../knowledge/debug-settings.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'variable' | 'option';

export const rule = defineRule<Messages>({
  id: 'debug-mode',
  category: 'security',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S4507'],
  checks: [176],
  summary: 'The program of the final image runs in a debug or development mode.',
  messages: {
    variable: '{name}={value} turns on a debug mode, which shows internals to users. Set it where you start the container instead.',
    option: '"{option}" lets a debugger control the program. Set it where you start the container instead.',
  },
  on: { ENV: checkPairs, CMD: checkCommand, ENTRYPOINT: checkCommand },
});

function checkPairs(instruction: Instruction, context: RuleContext<Messages>): void {
  for (const { name, nameSpan, value } of instruction.pairs) {
    const pattern = Object.hasOwn(debugVariables, name) ? debugVariables[name] : undefined;
    const plain = value?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
    if (pattern?.test(plain) && isForUse(instruction, context))
      context.report({ at: nameSpan, message: 'variable', data: { name, value: plain } });
  }
}

function checkCommand(instruction: Instruction, context: RuleContext<Messages>): void {
  const found = debugOptions.exec(instruction.source)?.[1];
  if (found === undefined || !isForUse(instruction, context)) return;
  const start = instruction.start + instruction.source.indexOf(found);
  context.report({ at: { start, end: start + found.length }, message: 'option', data: { option: found } });
}

/** Whether the instruction is part of the final image, which is not meant for development. */
function isForUse(instruction: Instruction, { stageOf }: RuleContext): boolean {
  const stage = stageOf(instruction);
  return stage !== undefined && stage.isInFinalImage && !developmentStage.test(stage.name ?? '');
}
