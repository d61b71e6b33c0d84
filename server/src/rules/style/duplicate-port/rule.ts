import { span } from '../../../base/span.ts';
import { readPortRange } from '../../../knowledge/ports.ts';
import { withoutWords } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction, Word } from '../../../syntax/tree.ts';

type Messages = 'again' | 'first' | 'remove';

export const rule = defineRule<Messages>({
  id: 'duplicate-port',
  category: 'style',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'a port that the stage exposes already is removed',
  since: '0.1.0',
  aliases: [],
  checks: [203],
  summary: 'A stage exposes the same port twice.',
  messages: {
    again: 'The stage exposes port {port} already.',
    first: 'Exposed here',
    remove: 'Remove the port',
  },
  withinStage: true,
  on: { stage: check },
});

interface Port {
  readonly instruction: Instruction;
  readonly word: Word;
}

function check({ instructions }: Stage, context: RuleContext<Messages>): void {
  const exposed = instructions.filter(({ keyword }) => keyword === 'EXPOSE');
  const first = new Map<string, Port>();
  const again = new Map<Word, { readonly port: string; readonly first: Port }>();
  for (const instruction of exposed) {
    for (const word of instruction.words) {
      const range = readPortRange(word.text);
      if (!range) continue;
      const port = `${range.first}-${range.last}/${range.protocol}`;
      const before = first.get(port);
      if (before) again.set(word, { port: word.text, first: before });
      else first.set(port, { instruction, word });
    }
  }
  const gone = exposed.filter(({ words }) => words.length > 0 && words.every((word) => again.has(word)));
  const removedWhole = new Set(gone);
  for (const instruction of exposed) {
    for (const [i, word] of instruction.words.entries()) {
      const found = again.get(word);
      if (!found) continue;
      // An instruction without any port left is removed as a whole, by the fix of its first finding.
      const isWhole = removedWhole.has(instruction);
      const isFirst = !isWhole || i === 0;
      const removed = isWhole && isFirst ? [...instruction.words.keys()] : [i];
      const around = { all: instructions, text: context.text, gone };
      const removal = isFirst ? withoutWords(instruction, instruction.words, removed, around) : undefined;
      context.report({
        at: span(word.start, word.end),
        message: 'again',
        data: { port: found.port },
        related: [{ at: span(found.first.word.start, found.first.word.end), message: 'first' }],
        fixes: removal ? [{ title: 'remove', ...removal }] : [],
        tag: 'unnecessary',
      });
    }
  }
}
