import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import { shellOptions } from '../../../shell/tools/shell-options.ts';

export const rule = defineRule({
  id: 'build-arg-as-code',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: [],
  checks: [178],
  summary: 'A shell runs the value of a build argument as a command.',
  messages: {
    code: '{tool} runs the value of {name} as code: whoever sets this build argument runs any command. Use it as data only.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    command({ command, inner, program, args }, instruction, context) {
      const words = command.args;
      const { name } = command;
      const isEval = name === 'eval';
      const isShell = name !== undefined && hasRole(name, 'posixShell');
      const isOther = !isEval && !isShell && program !== undefined && (program === 'eval' || hasRole(program, 'posixShell'));
      if (!isEval && !isShell && !isOther) return;
      const own = isOther ? args : words;
      const shell = isOther ? program! : name!;
      const at =
        shell === 'eval'
          ? undefined
          : shellOptions(
              shell,
              own.map(({ value }) => value),
            ).command?.first;
      const code = shell === 'eval' ? own : at === undefined ? [] : own.slice(at, at + 1);
      // In a script between single quotes, the variable is one of the inner shell, which quotes it as the author writes it there.
      for (const variable of code.flatMap(({ variables }) => variables)) {
        const { origin } = context.model.resolve(instruction, variable) ?? {};
        if (origin !== 'arg' && origin !== 'global-arg') continue;
        return context.report({
          at: variable,
          message: 'code',
          data: { tool: inner.name === undefined ? shell : shell, name: variable.name },
        });
      }
    },
  },
});
