import { withoutInstruction } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'stopsignal-on-windows',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'STOPSIGNAL is removed from a Windows image',
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
      const all = context.stageOf(instruction)!.instructions;
      const removal = withoutInstruction(instruction, { all, text: context.text });
      // Docker Engine for Windows ends a process at once for SIGKILL, and otherwise asks it to shut down.
      const level = /^(?:SIG)?(?:KILL|9)$|\$/i.test(instruction.bodyText) ? ('suggestion' as const) : removal?.level;
      const fixes = removal && level ? [{ title: 'remove' as const, level, edits: removal.edits }] : [];
      context.report({ at: instruction.keywordSpan, message: 'found', tag: 'unnecessary', fixes });
    },
  },
});
