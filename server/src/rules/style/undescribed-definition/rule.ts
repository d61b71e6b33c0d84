import { indentationAt, lineBreakOf } from '../../../base/layout.ts';
import type { Comment, Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'stage' | 'argument' | 'prepend' | 'separate';

export const rule = defineRule<MessageId>({
  id: 'undescribed-definition',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'an empty comment line separates the comment from the definition',
  since: '0.1.0',
  preset: 'all',
  aliases: ['InvalidDefinitionDescription'],
  checks: [83],
  summary: 'A comment above a stage or ARG is not in the form that docker build --call=outline shows.',
  messages: {
    stage: 'docker build --call=targets shows a comment as the description of this stage if it starts with "# {name} ".',
    argument: 'docker build --call=outline shows a comment as the description of this ARG if it starts with "# {name} ".',
    prepend: 'Start the comment with {name}',
    separate: 'Add an empty comment line',
  },
  withinStage: true,
  on: {
    // validateDefinitionDescription of BuildKit, instructions/parse.go: the last comment line decides.
    FROM(instruction, context) {
      const name = instruction.words[1]?.text.toLowerCase() === 'as' ? instruction.words[2]?.text.toLowerCase() : undefined;
      if (name !== undefined) check(instruction, [name], 'stage', context);
    },
    ARG(instruction, context) {
      const names = instruction.pairs.map((pair) => pair.name).filter((name) => name !== '');
      if (names.length > 0) check(instruction, names, 'argument', context);
    },
  },
});

function check(instruction: Instruction, names: readonly string[], message: 'stage' | 'argument', context: RuleContext<MessageId>): void {
  const comment = commentAbove(instruction, context);
  if (!comment || names.includes(comment.text.split(' ')[0]!)) return;
  const [name] = names;
  const { text } = context;
  const line = `${lineBreakOf(text)}${indentationAt(text, comment.start)}#`;
  const at = comment.end - comment.text.length;
  const prepend = { title: 'prepend' as const, data: { name: name! }, level: 'suggestion' as const, edits: [{ start: at, end: at, newText: `${name} ` }] }; // prettier-ignore
  context.report({
    at: { start: comment.start, end: comment.end },
    message,
    data: { name: names.length > 1 ? 'NAME' : name! },
    fixes: [
      { title: 'separate', level: 'safe', edits: [{ start: comment.end, end: comment.end, newText: line }] },
      ...(names.length > 1 ? [] : [prepend]),
    ],
  });
}

/** The last comment line before the instruction. An empty comment ends a description; empty lines do not. */
function commentAbove({ start }: Instruction, { model, text }: RuleContext<MessageId>): Comment | undefined {
  const comment = model.tree.comments.findLast((each) => each.end <= start);
  return comment && comment.text !== '' && text.slice(comment.end, start).trim() === '' ? comment : undefined;
}
