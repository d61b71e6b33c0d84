import { slice } from '../../../base/span.ts';
import { isClosedValue } from '../../../syntax/quotes.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unsorted-labels',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the labels of an instruction change their order',
  since: '0.1.0',
  aliases: ['tally/labels/prefer-stable-order'],
  checks: [232],
  summary: 'The labels of an instruction are not in alphabetical order.',
  messages: {
    unsorted:
      '"{key}" comes after "{before}". In alphabetical order, labels are found faster, and two branches add them at different lines.',
    sort: 'Sort the labels',
  },
  onbuild: true,
  on: {
    LABEL({ pairs, comments, source, start }, { report }) {
      const keys = pairs.map(({ name }) => name);
      const at = keys.findIndex((key, i) => i > 0 && key < keys[i - 1]!);
      if (at < 0 || keys.includes('') || keys.some((key) => key.includes('$')) || pairs.some(({ legacy }) => legacy)) return;
      const texts = pairs.map((pair) => slice(source, { start: pair.start - start, end: pair.end - start }));
      const sorted = pairs.map((_, i) => i).sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b));
      // A comment may belong to one of the labels. A value on several lines may depend on its position.
      const isSimple =
        comments.length === 0 && texts.every((text) => !text.includes('\n')) && pairs.every(({ value = '' }) => isClosedValue(value));
      const edits = sorted.flatMap((from, i) =>
        from === i ? [] : [{ start: pairs[i]!.start, end: pairs[i]!.end, newText: texts[from]! }],
      );
      report({
        at: pairs[at]!.nameSpan,
        message: 'unsorted',
        data: { key: keys[at]!, before: keys[at - 1]! },
        fixes: isSimple ? [{ title: 'sort', level: 'safe', edits }] : [],
      });
    },
  },
});
