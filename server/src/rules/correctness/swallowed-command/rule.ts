import { insertLineAbove } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { swallowedText } from '../../../shell/comments.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'swallowed' | 'never-read' | 'move';

export const rule = defineRule<MessageId>({
  id: 'swallowed-command',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A comment at the end of a continued line includes the lines after it, so that the shell ignores them.',
  messages: {
    swallowed: 'Docker joins continued lines, so this comment includes the lines below: the shell ignores them. Move it to its own line.',
    'never-read': 'This line is part of the comment above',
    move: 'Move the comment to its own line',
  },
  onbuild: true,
  on: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { continuations, source } = instruction;
  if (continuations.length === 0 || !/#|rem/i.test(source)) return;
  const script = context.scriptOf(instruction);
  for (const comment of script?.comments ?? []) {
    const swallowed = swallowedText(comment, continuations);
    if (!swallowed) continue;
    const lineEnd = continuations.find(({ start }) => start >= comment.start)!.start;
    const at = { start: comment.start, end: trimmedEnd(context.text, comment.start, lineEnd) };
    // `rem` is no comment of the Dockerfile.
    const fixes = script!.dialect === 'cmd' && context.text[at.start] !== '#' ? [] : [moveFix(at, context)];
    const firstLine = { start: swallowed.start, end: lineEndAfter(swallowed, instruction) };
    context.report({ at, message: 'swallowed', related: [{ at: firstLine, message: 'never-read' }], fixes });
  }
}

/** A comment line between continued lines is allowed. An operator at the end of the comment stays where it is. */
function moveFix(comment: Span, { text }: RuleContext<MessageId>): ReportedFix<MessageId> {
  const written = text.slice(comment.start, comment.end);
  const operator = /\s(?:&&|\|\|?|;)$/.exec(written);
  const end = operator ? comment.start + operator.index + 1 : comment.end;
  const start = operator ? comment.start : trimmedEnd(text, 0, comment.start);
  const edits = [insertLineAbove(text, comment.start, text.slice(comment.start, end).trimEnd()), { start, end, newText: '' }];
  return { title: 'move', level: 'suggestion', edits };
}

function lineEndAfter({ start, end }: Span, { continuations }: Instruction): number {
  return continuations.find((next) => next.start >= start)?.start ?? end;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && /\s/.test(text[at - 1]!)) at--;
  return at;
}
