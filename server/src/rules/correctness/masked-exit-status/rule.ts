import { covers } from '../../../base/span.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'masked-exit-status',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2155'],
  checks: [],
  summary: 'The failure of a command in export NAME=$(...) is not noticed.',
  messages: {
    masked: '{builtin} always succeeds, so the failure of the command in $( ) is not noticed. Assign first, then {builtin} {name}.',
    separate: 'Assign first',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || script.substitutions.length === 0) return;
      for (const { name, args, start, end, redirects, assignments, nameWord } of script.commands) {
        if (name === undefined || !hasRole(name, 'declaration')) continue;
        const word = args.find(
          ({ substitutions, raw }) => substitutions.some(({ form }) => form !== 'process') && /^[A-Za-z_]\w*=/.test(raw),
        );
        if (
          !word ||
          script.commands.some(
            (one) => word.substitutions.some((part) => covers(part, one)) && one.name !== undefined && hasRole(one.name, 'oneWordPrinter'),
          )
        )
          continue;
        const own = /^([A-Za-z_]\w*)=/.exec(word.raw)![1]!;
        const isPlain = args.length === 1 && redirects.length === 0 && assignments.length === 0 && name === 'export' && nameWord;
        context.report({
          at: word,
          message: 'masked',
          data: { builtin: name, name: own },
          fixes: isPlain
            ? [
                {
                  title: 'separate',
                  level: 'suggestion',
                  edits: [
                    { start, end: word.start, newText: '' },
                    { start: end, end, newText: ` && export ${own}` },
                  ],
                },
              ]
            : [],
        });
      }
    },
  },
});
