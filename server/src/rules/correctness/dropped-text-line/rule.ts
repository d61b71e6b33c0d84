import { droppedLines, hasMeaning } from '../../../facts/dropped-lines.ts';
import type { Span } from '../../../base/span.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'dropped' | 'join';

export const rule = defineRule<MessageId>({
  id: 'dropped-text-line',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A line that starts with # inside quoted text: Docker removes it from the text as a comment.',
  messages: {
    dropped: 'Docker removes this line as a comment, although it is inside quotes: the text loses it. Use a here-document.',
    join: 'Append it to the line above',
  },
  onbuild: true,
  withinStage: true,
  on: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check, ENV: check, LABEL: check, ARG: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  if (instruction.comments.length === 0) return;
  for (const comment of droppedLines(context.model, instruction)) {
    const { start, end } = comment;
    const severity = hasMeaning(comment) ? 'warning' : 'info';
    context.report({ at: { start, end }, message: 'dropped', severity, fixes: joinFix({ start, end }, instruction, context) });
  }
}

/** Docker joins continued lines without anything in between, so the text is the same on the line above, where it is not a comment. */
function joinFix(
  { start, end }: Span,
  { continuations, comments }: Instruction,
  { text, model }: RuleContext<MessageId>,
): readonly ReportedFix<MessageId>[] {
  const before = continuations.find((at) => at.start < start && end <= at.end);
  const others = comments.some((comment) => comment.start !== start && before && comment.start > before.start && comment.end < before.end);
  if (!before || others) return [];
  const { escape } = model.tree;
  const continued = text.slice(start, end).trimEnd().endsWith(escape);
  const edits = [{ start: before.start, end: start, newText: '' }];
  return [{ title: 'join', level: 'suggestion', edits: continued ? edits : [...edits, { start: end, end, newText: escape }] }];
}
