import { accountsOf } from '../../../facts/accounts.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'user-without-other-groups',
  category: 'runtime',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/user-explicit-group-drops-supplementary-groups'],
  checks: [214],
  summary: 'USER with a group drops the other groups of the user, which the file adds it to.',
  messages: {
    dropped: 'With a group in USER, "{user}" is in no other group: it loses "{group}", which is added above. Leave out ":{named}".',
    added: 'Added to the group here',
    remove: 'Use USER {user}',
  },
  on: {
    USER(instruction, context) {
      const { bodyText, body } = instruction;
      const [, user, named] = /^([A-Za-z_][\w.-]*):([\w.-]+)$/.exec(bodyText) ?? [];
      const stage = user === undefined ? undefined : context.stageOf(instruction);
      if (!stage || user === undefined || named === undefined) return;
      for (const { account, name, instruction: run } of accountsOf(stage, context.facts)) {
        const group = name === user && run.start < instruction.start ? account.groups.find((each) => each !== named) : undefined;
        if (group === undefined || group.includes('$')) continue;
        context.report({
          at: { start: body.start + user.length, end: body.end },
          message: 'dropped',
          data: { user, group, named },
          related: [{ at: account.name, message: 'added' }],
          fixes: [
            {
              title: 'remove',
              data: { user },
              level: 'suggestion',
              edits: [{ start: body.start + user.length, end: body.end, newText: '' }],
            },
          ],
        });
        return;
      }
    },
  },
});
