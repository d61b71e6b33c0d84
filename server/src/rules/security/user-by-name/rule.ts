import { accountsOf } from '../../../facts/accounts.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'by-name' | 'use-id';

export const rule = defineRule<Messages>({
  id: 'user-by-name',
  category: 'security',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3066'],
  checks: [216],
  summary: 'The container runs as a user by name, which Kubernetes cannot recognize as non-root.',
  messages: {
    'by-name': 'Kubernetes refuses to run user "{user}" with runAsNonRoot, because it only knows numbers. Use the number of the user.',
    'use-id': 'Use the number {id}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const { user } = context.model.configOf(stage);
      if (!user || typeof user.from === 'string' || user.value.includes('$') || isRootUser(user.value)) return;
      const [name = '', group] = user.value.split(':');
      if (name === '' || /^\d+$/.test(name)) return;
      const { body, bodyText } = user.from;
      const accounts = accountsOf(stage, context.facts);
      const own = accounts.find(({ account, name: each }) => account.kind === 'user' && each === name);
      const id = own?.account.id;
      const isPlain = bodyText === user.value && group === undefined && id !== undefined && /^\d+$/.test(id);
      const edits = [{ start: body.start, end: body.end, newText: id ?? '' }];
      context.report({
        at: { start: body.start, end: body.end },
        message: 'by-name',
        data: { user: name },
        fixes: isPlain ? [{ title: 'use-id', data: { id }, level: 'suggestion', edits }] : [],
      });
    },
  },
});
