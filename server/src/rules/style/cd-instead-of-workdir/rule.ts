import { insertLineAbove } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'cd-instead-of-workdir',
  category: 'style',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DL3003'],
  checks: [148],
  summary: 'A RUN begins with cd, which WORKDIR makes clearer.',
  messages: {
    workdir: 'WORKDIR {folder} before this RUN says the same, also creates the folder, and applies to the instructions after it.',
    'use-workdir': 'Use WORKDIR {folder}',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const [first, second] = script?.pieces ?? [];
      const [cd] = first?.commands ?? [];
      if (!script || first?.kind !== 'command' || cd?.name !== 'cd' || second?.operator !== '&&' || instruction.heredocs.length > 0) return;
      const folder = cd.args[0]?.value;
      if (folder === undefined || cd.args.length !== 1 || !cd.args[0]!.literal || !/^\/[^\s"'$]*$/.test(folder)) return;
      // A folder for a moment, and a script that goes on to others.
      if (/^\/(?:tmp|var\/tmp)(?:\/|$)/.test(folder) || script.commands.some(({ name }, i) => i > 0 && name === 'cd')) return;
      const hasComment = instruction.comments.some(({ start }) => start < second.start);
      context.report({
        at: cd,
        message: 'workdir',
        data: { folder },
        fixes: hasComment
          ? []
          : [
              {
                title: 'use-workdir',
                data: { folder },
                level: 'suggestion',
                edits: [
                  insertLineAbove(context.text, instruction.start, `WORKDIR ${folder}`),
                  { start: first.start, end: second.start, newText: '' },
                ],
              },
            ],
      });
    },
  },
});
