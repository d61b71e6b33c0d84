import { covers, slice } from '../../../base/span.ts';
import { quotedWords } from '../../../syntax/pairs.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'legacy' | 'equals';

export const rule = defineRule<MessageId>({
  id: 'legacy-key-value',
  category: 'deprecation',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the space after the name becomes an equals sign, and a value with spaces gets quotes',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['LegacyKeyValueFormat'],
  checks: [88],
  summary: 'ENV or LABEL separates the name and the value with a space.',
  messages: {
    legacy:
      'Docker warns in every build: "{keyword} name value" is deprecated, and takes the rest of the line as one value. Use {name}=...',
    equals: 'Change to {name}={value}',
  },
  onbuild: true,
  on: {
    ENV: check,
    LABEL: check,
  },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  const [pair] = instruction.pairs;
  // `ENV A = b`: spaces-around-equals says what is wrong.
  if (!pair?.legacy || pair.value === undefined || pair.value.startsWith('=')) return;
  // An open quote stops the build; that is reported instead.
  if (context.model.tree.problems.some((problem) => covers(instruction, problem))) return;
  const { name } = pair;
  const fix = fixOf(pair, context);
  context.report({
    at: { start: pair.start, end: pair.end },
    message: 'legacy',
    data: { keyword: instruction.keyword, name },
    fixes: fix ? [{ title: 'equals', data: { name, value: shown(fix.value) }, level: 'safe', edits: fix.edits }] : [],
    tag: 'deprecated',
  });
}

/**
 * The edits after which the value is the same. Docker reads the value in the same way after `=`, except that it ends at a space, so one with
 * spaces is quoted. Undefined if quotes or escapes inside of it would then have another meaning, or if the name and the value are on
 * different lines.
 */
function fixOf({ name, nameSpan, value, valueSpan }: Pair, { text, model }: RuleContext<MessageId>) {
  if (!valueSpan || value === undefined || !/^[\w.-]+$/.test(name) || slice(text, nameSpan) !== name) return undefined;
  const between = { start: nameSpan.end, end: valueSpan.start };
  if (!/^[ \t]+$/.test(slice(text, between))) return undefined;
  const { escape } = model.tree;
  const equals = { ...between, newText: '=' };
  if (quotedWords(value, 0, escape).length === 1) return { value, edits: [equals] };
  if (value.includes(escape) || value.includes("'")) return undefined;
  if (!value.includes('"')) {
    return {
      value: `"${value}"`,
      edits: [
        { ...equals, newText: '="' },
        { start: valueSpan.end, end: valueSpan.end, newText: '"' },
      ],
    };
  }
  // `a "b c"` is the same value as `"a b c"`. In ${A:-"b"}, quotes have another meaning.
  if (value.includes('${') || slice(text, valueSpan) !== value) return undefined;
  const inner = value.replaceAll('"', '');
  return { value: `"${inner}"`, edits: [{ start: between.start, end: valueSpan.end, newText: `="${inner}"` }] };
}

function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 37)}...` : value;
}
