import { flagNamed } from '../../../knowledge/flags.ts';
import type { Flag } from '../../../syntax/tree.ts';
import { withoutFlag } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import { flagName, effectiveFlags } from '../../../model/flags.ts';

export const rule = defineRule({
  id: 'repeated-flag',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a flag that is there twice with the same value is there once',
  since: '0.1.0',
  aliases: ['FLAG_DUPLICATE'],
  checks: [43],
  summary: 'A flag that is allowed only once is repeated.',
  messages: {
    repeated: 'Duplicate flag --{flag}, so the build fails.',
    first: '--{flag} is already set here.',
    remove: 'Remove the second --{flag}',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      const seen = new Map<string, Flag>();
      for (const flag of effectiveFlags(instruction, context.syntax)) {
        const { name } = flag;
        const facts = flagNamed(instruction.keyword, name);
        if (!facts || facts.repeatable) continue;
        const first = seen.get(name);
        if (!first) seen.set(name, flag);
        else {
          context.report({
            at: flagName(flag),
            message: 'repeated',
            data: { flag: name },
            related: [{ at: flagName(first), message: 'first', data: { flag: name } }],
            fixes: [
              {
                title: 'remove',
                data: { flag: name },
                // With two values, only the author knows which one is right.
                level: flag.value === first.value ? 'safe' : 'suggestion',
                edits: [withoutFlag(flag, context.text)],
              },
            ],
          });
        }
      }
    },
  },
});
