import type { Span } from '../../../base/span.ts';
import { substitutionsIn } from '../../../facts/literal-substitutions.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'command' | 'variable' | 'arithmetic' | 'braces';

export const rule = defineRule<MessageId>({
  id: 'unexecuted-substitution',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A command substitution outside a shell command: Docker does not run it, and keeps the text.',
  messages: {
    command: '{keyword} runs no command: "{found}" stays as text. Use RUN, or pass the value with --build-arg.',
    variable: '{keyword} keeps "{found}" as text. Use {variable} for the variable.',
    arithmetic: '{keyword} does not calculate: "{found}" stays as text. Calculate it in a RUN.',
    braces: 'Change to {variable}',
  },
  onbuild: true,
  withinStage: true,
  on: { ENV: check, ARG: check, LABEL: check, WORKDIR: check, USER: check, VOLUME: check, COPY: check, ADD: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  if (!/[$`]/.test(instruction.source)) return;
  for (const { start, end, kind } of substitutionsIn(instruction, context.model)) {
    const written = context.text.slice(start, end);
    const found = written.length > 30 ? `${written.slice(0, 29)}…` : written;
    const { keyword } = instruction;
    const name = kind === 'command' ? /^\$\(([A-Za-z_]\w*)\)$/.exec(written)?.[1] : undefined;
    const at: Span = { start, end };
    if (name !== undefined && context.model.scopeAt(instruction).lookup(name)) {
      const variable = `\${${name}}`;
      const edits = [{ ...at, newText: variable }];
      const fixes = [{ title: 'braces' as const, data: { variable }, level: 'suggestion' as const, edits }];
      context.report({ at, message: 'variable', data: { keyword, found, variable }, fixes });
    } else context.report({ at, message: kind, data: { keyword, found } });
  }
}
