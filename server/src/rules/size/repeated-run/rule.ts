import { withoutInstruction } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'again' | 'first' | 'remove';

export const rule = defineRule<Messages>({
  id: 'repeated-run',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [182],
  summary: 'A stage contains the same RUN twice.',
  messages: {
    again: 'The same RUN is above, and only other RUN instructions are between them. It is probably left over.',
    first: 'The same RUN',
    remove: 'Remove the RUN',
  },
  withinStage: true,
  on: { stage: check },
});

/** Instructions that change neither the files nor what a command sees. */
const harmless: ReadonlySet<string> = new Set([
  'LABEL',
  'EXPOSE',
  'CMD',
  'ENTRYPOINT',
  'HEALTHCHECK',
  'STOPSIGNAL',
  'VOLUME',
  'MAINTAINER',
]);

function check({ instructions }: Stage, context: RuleContext<Messages>): void {
  const seen = new Map<string, Instruction>();
  for (const instruction of instructions) {
    if (instruction.keyword !== 'RUN') {
      if (!harmless.has(instruction.keyword)) seen.clear();
      continue;
    }
    // With the flags, and with the bodies of here-documents.
    const key = instruction.source.slice(instruction.keywordSpan.end - instruction.start).trim();
    const first = key === '' ? undefined : seen.get(key);
    seen.set(key, first ?? instruction);
    if (!first) continue;
    const removal = withoutInstruction(instruction, { all: instructions, text: context.text });
    context.report({
      at: instruction.body,
      message: 'again',
      related: [{ at: first.keywordSpan, message: 'first' }],
      fixes: removal ? [{ title: 'remove', edits: removal.edits, level: 'suggestion' }] : [],
    });
  }
}
