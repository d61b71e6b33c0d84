import { defineRule } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { RuleContext } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'empty-command',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'RUN, CMD or ENTRYPOINT has no command.',
  messages: {
    run: 'RUN without a command has no effect.',
    start: '{keyword} without a command starts a shell that exits immediately.',
  },
  onbuild: true,
  on: {
    RUN: check,
    CMD: check,
    ENTRYPOINT: check,
  },
});

/** BuildKit accepts these instructions without a command, and runs the shell with an empty one. */
function check({ keyword, keywordSpan, bodyText }: Instruction, context: RuleContext<'run' | 'start'>): void {
  if (bodyText.trim() !== '') return;
  context.report({ at: keywordSpan, message: keyword === 'RUN' ? 'run' : 'start', data: { keyword } });
}
