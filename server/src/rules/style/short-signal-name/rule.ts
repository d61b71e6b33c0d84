import { overlaps } from '../../../base/span.ts';
import { signalNamed } from '../../../knowledge/signals.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'number' | 'spelling' | 'use-name';

export const rule = defineRule<Messages>({
  id: 'short-signal-name',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the signal gets its full name',
  since: '0.1.0',
  aliases: ['tally/prefer-canonical-stopsignal'],
  checks: [207],
  summary: 'STOPSIGNAL is not the full name of a signal, in capitals.',
  messages: {
    number: 'Signal {value} is {name}. The name tells readers what the number means, and is the same on every architecture.',
    spelling: '"{value}" is another spelling of {name}. Use the name that the manuals of programs use.',
    'use-name': 'Use {name}',
  },
  onbuild: true,
  on: { STOPSIGNAL: check },
});

function check({ words: [word, next], continuations }: Instruction, context: RuleContext<Messages>): void {
  // What follows may be meant as a comment, about which another rule says that it is none.
  if (!word || (next && !next.text.startsWith('#')) || !/^[\w+-]+$/.test(word.text)) return;
  const { start, end, text: value } = word;
  const name = signalNamed(value)?.name;
  if (name === undefined || name === value || continuations.some((gap) => overlaps(gap, word))) return;
  context.report({
    at: { start, end },
    message: /^\d+$/.test(value) ? 'number' : 'spelling',
    data: { value, name },
    fixes: [{ title: 'use-name', data: { name }, level: 'safe', edits: [{ start, end, newText: name }] }],
  });
}
