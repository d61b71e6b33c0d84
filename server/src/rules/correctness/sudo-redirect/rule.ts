import { isRootUser } from '../../../model/runtime.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'sudo-redirect',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2024'],
  checks: [],
  summary: 'The shell opens the file of a redirection as its own user, not as that of sudo.',
  messages: {
    own: 'The shell writes "{file}" as {user}, because sudo only applies to the command. Use ... | sudo tee {file}.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    command({ command, wrappers, output, inner }, instruction, context) {
      const [first] = wrappers;
      if (first?.name !== 'sudo' || !output || !inner.nameWord || command.redirects.length === 0) return;
      const target = output.files.find(({ word }) => /^\/(?:bin|boot|etc|lib|opt|root|sbin|srv|usr|var)\//.test(word.value))?.word;
      if (!target) return;
      const user = context.model.configBefore(instruction).user?.value;
      if (user === undefined || user === '' || user.includes('$') || isRootUser(user)) return;
      context.report({ at: target, message: 'own', data: { file: target.value, user } });
    },
  },
});
