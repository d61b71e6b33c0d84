import { deleteLines } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'stopsignal-on-windows',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['no-stopsignal'],
  checks: [245],
  summary: 'STOPSIGNAL has no effect in a Windows image.',
  messages: {
    found: 'STOPSIGNAL has no effect in a Windows image: Windows has no such signals, and docker stop sends a shutdown event.',
    remove: 'Remove STOPSIGNAL',
  },
  on: {
    STOPSIGNAL(instruction, context) {
      if (context.stageOf(instruction)?.os !== 'windows') return;
      const edits = [deleteLines(context.text, instruction)];
      const fixes = instruction.comments.length > 0 ? [] : [{ title: 'remove', level: 'suggestion', edits } as const];
      context.report({ at: instruction.keywordSpan, message: 'found', tag: 'unnecessary', fixes });
    },
  },
});
