import { lineBreakOf, lineEndAt } from '../../../base/layout.ts';
import { heredocsSince } from '../../../knowledge/syntax-version.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isAvailable } from '../../../model/syntax-version.ts';
import type { ShellPiece, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'chain' | 'use-heredoc';

export const rule = defineRule<Messages, { readonly min: number }>({
  id: 'commands-without-heredoc',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-run-heredoc'],
  checks: [180],
  summary: 'A RUN joins many commands with &&, which a here-document could list line by line.',
  messages: {
    chain: '{count} commands are joined by &&. In a here-document (RUN <<EOF), each has a line of its own, without && and continuations.',
    'use-heredoc': 'Use a here-document',
  },
  options: { min: 4 },
  optionTexts: { min: 'The smallest number of commands to report.' },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const { options, scriptOf, report, syntax } = context;
      if (!/&&/.test(instruction.bodyText) || instruction.heredocs.length > 0 || instruction.json) return;
      const script = scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || script.pieces.length < options.min) return;
      if (script.pieces.some(({ operator, background }, i) => background || (i > 0 && operator !== '&&'))) return;
      if (syntax === 'foreign' || (syntax && isAvailable(heredocsSince, syntax) === false)) return;
      report({
        at: instruction.keywordSpan,
        message: 'chain',
        data: { count: script.pieces.length },
        laterFixes: () => fixesFor(instruction, script, context),
      });
    },
  },
});

/** Not with comments between the lines, nor with text that continues over several lines, which would get another meaning. */
function fixesFor(instruction: Instruction, script: ShellScript, { text, model }: RuleContext<Messages>): readonly ReportedFix<Messages>[] {
  const { comments, body, source } = instruction;
  if (comments.length > 0 || script.continuedQuotes.length > 0 || script.heredocs.length > 0 || /^EOF$/m.test(source)) return [];
  const eol = lineBreakOf(text);
  const lines = script.pieces.map((piece) => lineOf(piece, text, model.tree.escape));
  const newText = ['<<EOF', 'set -e', ...lines, 'EOF'].join(eol);
  return [{ title: 'use-heredoc', level: 'suggestion', edits: [{ start: body.start, end: lineEndAt(text, body.end), newText }] }];
}

/** The command on one line, unless it is a compound command, which keeps its lines. */
function lineOf({ start, end }: ShellPiece, text: string, escape: string): string {
  const continuation = escape === '\\' ? /[ \t]*\\[ \t]*\r?\n[ \t]*/g : /[ \t]*`[ \t]*\r?\n[ \t]*/g;
  return text.slice(start, end).replace(continuation, ' ');
}
