import { lineBreakOf } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { chainBreak, chainLayout } from '../../../linter/edits/chain-layout.ts';
import type { ShellPiece, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'found' | 'split';

export const rule = defineRule({
  id: 'chained-commands-on-one-line',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['newline-per-chained-call'],
  checks: [239],
  summary: 'Several commands joined by && are on one line.',
  messages: {
    found:
      '{count} commands joined by && are on this line. One command on each line is easier to read, and changes show which one changed.',
    split: 'Put each command on its own line',
  },
  options: { maxCommands: 2 },
  optionTexts: { maxCommands: 'How many commands a line may contain.' },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      // `\\ # text`: a continuation that the author meant, which other rules report.
      if (instruction.heredocs.length > 0 || !instruction.source.includes('&&') || /[\\`][ \t]+\S/.test(instruction.source)) return;
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || script.comments.length > 0) return;
      for (const line of chainsOnOneLine(script, instruction)) {
        if (line.length <= context.options.maxCommands) continue;
        const at = { start: line[0]!.start, end: line.at(-1)!.end };
        context.report({ at, message: 'found', data: { count: line.length }, laterFixes: () => [splitFix(line, instruction, context)] });
      }
    },
  },
});

/** The commands of the outermost list that are joined by `&&` on the same line. A command on several lines ends the group. */
function chainsOnOneLine({ pieces }: ShellScript, { source, start }: Instruction): readonly (readonly ShellPiece[])[] {
  const groups: ShellPiece[][] = [];
  const isOnLine = (from: number, to: number): boolean => !source.slice(from - start, to - start).includes('\n');
  for (const piece of pieces) {
    const last = groups.at(-1)?.at(-1);
    if (last && piece.operator === '&&' && isOnLine(last.start, piece.start)) groups.at(-1)!.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function splitFix(line: readonly ShellPiece[], run: Instruction, { model, text }: RuleContext<Messages>): ReportedFix<Messages> {
  const between = chainBreak(chainLayout(model.tree, [run]), model.tree.escape, lineBreakOf(text));
  const edits = line.slice(1).map(({ start }, i) => ({ start: line[i]!.end, end: start, newText: between }));
  return { title: 'split', level: 'safe', edits };
}
