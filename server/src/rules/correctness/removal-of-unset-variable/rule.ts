import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'removal-of-unset-variable',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2115'],
  checks: [],
  summary: 'rm of a folder whose name begins with a variable: if that is empty, system folders are deleted.',
  messages: {
    root: 'If {name} is empty, this deletes "{rest}" of the whole image. Write ${{name}:?}, with which the shell stops then.',
    guard: 'Write ${{name}:?}',
  },
  onbuild: true,
  withinStage: true,
  on: {
    command(command, instruction, context) {
      if (command.program !== 'rm' || !command.removal?.recursive) return;
      for (const word of command.removal.targets) {
        const [, quote, open, name, rest] =
          /^("?)\$(\{?)(\w+)\}?"?(\/(?:\*|bin|boot|dev|etc|home|lib|lib64|opt|root|sbin|srv|tmp|usr|var)?\/?\*?)"?$/.exec(word.raw) ?? [];
        const variable = word.variables[0];
        if (name === undefined || rest === undefined || !variable || variable.modifier !== '') continue;
        const known = context.model.resolve(instruction, variable)?.value;
        if (known !== undefined && known !== '') continue;
        if (command.script.assigned.has(name) && (known ?? '') !== '') continue;
        const edits = [{ start: variable.start, end: variable.end, newText: `\${${name}:?}` }];
        context.report({
          at: word,
          message: 'root',
          data: { name, rest },
          fixes: quote === undefined || open === undefined ? [] : [{ title: 'guard', data: { name }, level: 'suggestion', edits }],
        });
      }
    },
  },
});
