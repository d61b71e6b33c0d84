import type { Pair } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'value' | 'argument' | 'join';

export const rule = defineRule<MessageId>({
  id: 'spaces-around-equals',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['S6574'],
  checks: [19],
  summary: 'Spaces around the equals sign change the value of ENV, LABEL or ARG.',
  messages: {
    value: 'Docker reads the "=" as part of the value: {name} is "{value}". Remove the spaces around it.',
    argument: '{name} is empty, and "{value}" is a second variable. Remove the space after the "=".',
    join: 'Change to {name}={fixed}',
  },
  onbuild: true,
  on: {
    ENV({ pairs }, context) {
      reportLegacy(pairs[0], context);
    },
    LABEL({ pairs }, context) {
      reportLegacy(pairs[0], context);
    },
    ARG({ pairs }, context) {
      for (const [i, pair] of pairs.entries()) {
        const next = pairs[i + 1];
        if (pair.name === '' || pair.value !== '' || next?.value !== undefined || !next) continue;
        if (!/^[ \t]+$/.test(context.text.slice(pair.end, next.start)) || next.name.startsWith('#')) continue;
        // Names are usually upper case. `ARG A= B` may be two variables.
        if (/^[A-Z_][A-Z0-9_]*$/.test(next.name)) continue;
        report({ pair, value: context.text.slice(next.start, next.end), end: next.end, message: 'argument' }, context);
      }
    },
  },
});

/** `ENV A = b` has the legacy form `ENV name value`: the value is `= b`. */
function reportLegacy(pair: Pair | undefined, context: RuleContext<MessageId>): void {
  if (!pair?.legacy || !pair.value?.startsWith('=')) return;
  report({ pair, value: pair.value, end: pair.end, message: 'value' }, context);
}

interface Separated {
  readonly pair: Pair;
  readonly value: string;
  readonly end: number;
  readonly message: 'value' | 'argument';
}

function report({ pair, value, end, message }: Separated, context: RuleContext<MessageId>): void {
  const { name, start } = pair;
  const rest = value.replace(/^=[ \t]*/, '');
  // A value with spaces needs quotes; one with quotes or continuations may be more than it seems.
  const fixed = /\s/.test(rest) ? `"${rest}"` : rest;
  const isSimple = rest !== '' && (!/\s/.test(rest) || !/["'\\`$]/.test(rest)) && !/[\r\n]/.test(context.text.slice(start, end));
  // Several words may be several pairs. An ARG with a space may be two.
  context.report({
    at: { start, end },
    message,
    data: { name, value },
    fixes: isSimple
      ? [{ title: 'join', data: { name, fixed }, level: 'suggestion', edits: [{ start, end, newText: `${name}=${fixed}` }] }]
      : [],
  });
}
