import { covers } from '../../../base/span.ts';
import { isSignal, signals } from '../../../knowledge/signals.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { lexFault } from '../../../syntax/expand.ts';
import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'unknown' | 'similar' | 'array' | 'replace';

export const rule = defineRule<MessageId>({
  id: 'invalid-signal',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a signal with one wrong letter, or in a JSON array, is corrected',
  since: '0.1.0',
  aliases: ['INVALID_SIGNAL'],
  checks: [6, 205],
  summary: 'STOPSIGNAL has an unknown signal.',
  messages: {
    unknown: 'Unknown signal "{value}", so the build fails. Use a name such as SIGTERM, or a number.',
    similar: 'Unknown signal "{value}", so the build fails. Did you mean {instead}?',
    array: 'STOPSIGNAL takes a signal, not a JSON array, so the build fails.',
    replace: 'Replace with {instead}',
  },
  onbuild: true,
  on: {
    STOPSIGNAL(instruction, context) {
      check(instruction, context);
    },
  },
});

function check({ bodyText, body, words }: Instruction, context: RuleContext<MessageId>): void {
  // Other rules report an empty instruction, a comment behind the signal, and what cannot be expanded.
  if (bodyText === '' || words.some(({ text }) => text.startsWith('#')) || lexFault(bodyText, context.model.tree.escape)) return;
  const instruction = context.model.tree.instructions.find((one) => covers(one, body));
  const value = instruction && context.model.scopeAt(instruction).expand(bodyText);
  if (value === undefined || isSignal(value)) return;
  const [item, ...more] = readJsonLikeArray(bodyText) ?? [];
  const isArray = item !== undefined;
  const instead = isArray ? (isSignal(item) && more.length === 0 ? item : undefined) : similarTo(value, bodyText);
  const isCertain = isArray || onlyNeighbor(bare(value), signals.map(({ name }) => bare(name))) !== undefined; // prettier-ignore
  const level = isCertain && !/[\r\n]/.test(context.text.slice(body.start, body.end)) ? 'safe' : 'suggestion';
  context.report({
    at: { start: body.start, end: body.end },
    message: isArray ? 'array' : instead === undefined ? 'unknown' : 'similar',
    data: { value, ...(instead !== undefined && { instead }) },
    fixes:
      instead === undefined
        ? []
        : [{ title: 'replace', data: { instead }, level, edits: [{ start: body.start, end: body.end, newText: instead }] }],
  });
}

function bare(name: string): string {
  return name.replace(/^SIG/i, '');
}

/** The signal that the author probably meant. Undefined if the value comes from a variable. */
function similarTo(value: string, written: string): string | undefined {
  if (written.includes('$')) return undefined;
  const name = mostSimilar(
    bare(value),
    signals.map((signal) => bare(signal.name)),
  );
  return name && `SIG${name}`;
}
