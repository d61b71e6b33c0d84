import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'and-or-as-if',
  category: 'correctness',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2015'],
  checks: [],
  summary: 'A && B || C also runs C if B fails.',
  messages: {
    both: 'This also runs if the command before || fails, not only if the first one does. Use if ... then ... else.',
    hides: '"|| true" hides the failure of every command before it in this chain. Put braces around the one that may fail.',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0) return;
      const { pieces } = script;
      for (let i = 2; i < pieces.length; i++) {
        const last = pieces[i]!;
        if (last.operator !== '||' || pieces[i - 1]!.operator !== '&&') continue;
        const [first] = last.commands;
        if (last.kind === 'command' && first?.name !== undefined && hasRole(first.name, 'endingBuiltin')) continue;
        // The start of the chain of && before it.
        let start = i - 1;
        while (start > 0 && pieces[start]!.operator === '&&') start--;
        const ignores = last.kind === 'command' && (first?.name === 'true' || first?.name === ':');
        const isTest = pieces[start]!.kind === 'command' && isTestName(pieces[start]!.commands[0]?.name);
        if (ignores && isTest) continue;
        if (ignores || isTest) context.report({ at: last.operatorSpan, message: ignores ? 'hides' : 'both' });
      }
    },
  },
});

function isTestName(name: string | undefined): boolean {
  return name !== undefined && (hasRole(name, 'existenceCheck') || name === 'grep');
}
