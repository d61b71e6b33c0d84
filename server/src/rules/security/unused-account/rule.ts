import { insertLineAbove } from '../../../base/layout.ts';
import { unusedAccountOf } from '../../../facts/unused-account.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unused-account',
  category: 'security',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['tally/user-created-but-never-used'],
  checks: [213],
  summary: 'A user is created for the program, but there is no USER, so that it runs as root.',
  messages: {
    unused: 'The user "{user}" is created but not used: without a USER instruction, the program runs as root.',
    'add-user': 'Add USER {user} before the command',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      const unused = unusedAccountOf(stage, context.facts);
      if (!unused) return;
      const { name: user = '', account } = unused;
      const command = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
      const edits = command ? [insertLineAbove(context.text, command.start, `USER ${user}`)] : [];
      context.report({
        at: { start: account.name.start, end: account.name.end },
        message: 'unused',
        data: { user },
        fixes: command ? [{ title: 'add-user', data: { user }, level: 'suggestion', edits }] : [],
      });
    },
  },
});
