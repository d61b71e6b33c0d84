import { signalNamed, signalsThatCannotBeHandled } from '../../../knowledge/signals.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'killed' | 'paused' | 'use-term';

export const rule = defineRule<Messages>({
  id: 'ungraceful-stop-signal',
  category: 'runtime',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/no-ungraceful-stopsignal'],
  checks: [206],
  summary: 'STOPSIGNAL is a signal that no program can handle, so that it is killed or only paused.',
  messages: {
    killed: '{signal} kills the program: it cannot finish requests or write its data. Use SIGTERM, or another signal that it handles.',
    paused: '{signal} only pauses the program: docker stop waits 10 seconds and kills it. Use SIGTERM, or another signal that it handles.',
    'use-term': 'Use SIGTERM',
  },
  onbuild: true,
  on: { STOPSIGNAL: check },
});

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  const [word, next] = instruction.words;
  // What follows may be meant as a comment, about which another rule says that it is none.
  if (!word || (next && !next.text.startsWith('#'))) return;
  const { start, end, text } = word;
  const value = text.includes('$') ? context.model.scopeAt(instruction).expand(text) : text;
  const signal = value === undefined ? undefined : signalNamed(value)?.name;
  if (signal === undefined || !signalsThatCannotBeHandled.has(signal)) return;
  context.report({
    at: { start, end },
    message: signal === 'SIGKILL' ? 'killed' : 'paused',
    data: { signal },
    fixes: [{ title: 'use-term', level: 'suggestion', edits: [{ start, end, newText: 'SIGTERM' }] }],
  });
}
