import { deleteLines, lineBreakOf } from '../../../base/layout.ts';
import { mostSimilar } from '../../../base/similar.ts';
import { directiveNamed, directives, isDirectiveValue } from '../../../knowledge/directives.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import type { Comment } from '../../../syntax/tree.ts';

type MessageId = 'typo' | 'late' | 'no-value' | 'rename' | 'move';

export const rule = defineRule<MessageId>({
  id: 'ignored-directive',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/syntax-directive-typo', 'ED0001', 'ED0004', 'ED0005'],
  checks: [25, 29, 30],
  summary: 'A comment is meant as a parser directive, but Docker does not read it as one.',
  messages: {
    typo: 'Docker has no directive "{name}", so this line is a comment. Did you mean "{similar}"?',
    late: 'This directive has no effect: Docker reads directives only at the top, before other comments, empty lines and instructions.',
    'no-value': 'The directive "{name}" has no value, so this line is a comment.',
    rename: 'Change to {similar}',
    move: 'Move to the top of the file',
  },
  on: {
    file(context) {
      const { comments, instructions } = context.model.tree;
      const first = instructions[0]?.start ?? Infinity;
      for (const comment of comments) {
        const match = /^([a-z]+)(\s*=\s*)(\S*)$/i.exec(comment.text);
        if (!match) continue;
        const report = reportOf(comment, match[1]!, match[3]!, comment.start < first, context);
        if (report) context.report({ at: { start: comment.start, end: comment.end }, ...report });
      }
    },
  },
});

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'> | undefined;

function reportOf(comment: Comment, name: string, value: string, isBefore: boolean, context: RuleContext<MessageId>): ReportWithoutSpan {
  const lower = name.toLowerCase();
  if (directiveNamed(lower)) {
    if (value === '') return isBefore ? { message: 'no-value', data: { name } } : undefined;
    return isDirectiveValue(lower, value) ? { message: 'late', fixes: moveToTop(comment, lower, context) } : undefined;
  }
  const similar = isBefore
    ? mostSimilar(
        lower,
        directives.map((each) => each.name),
      )
    : undefined;
  if (similar === undefined || !isDirectiveValue(similar, value)) return undefined;
  const start = context.text.indexOf(name, comment.start + 1);
  const edits = [{ start, end: start + name.length, newText: similar }];
  return { message: 'typo', data: { name, similar }, fixes: [{ title: 'rename', data: { similar }, level: 'suggestion', edits }] };
}

/** No fix if the file has a directive of that name, which applies. */
function moveToTop(comment: Comment, name: string, { text, model }: RuleContext<MessageId>) {
  if (model.tree.directives.some((directive) => directive.name === name)) return [];
  const top = text.startsWith('\ufeff') ? 1 : 0;
  const line = text.slice(comment.start, comment.end).trimEnd();
  const edits = [{ start: top, end: top, newText: line + lineBreakOf(text) }, deleteLines(text, comment)];
  return [{ title: 'move' as const, level: 'suggestion' as const, edits }];
}
