import type { TextEdit } from '../../base/edit.ts';
import { lineStartAt } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import { chainBreak, chainLayout } from '../../linter/edits/chain-layout.ts';
import type { ShellPiece } from '../../shell/script.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';
import { commentLines, isPlain, runWithFlags, scriptIn } from '../run-parts.ts';

/** A here-document that stops at the first error (`set -e`) to `RUN a && b`, which builders without here-documents understand too. */
export const refactoring = defineRefactoring({
  id: 'heredoc-to-chain',
  kind: 'rewrite',
  offers(context) {
    const edit = chainEdit(context);
    return edit ? [{ title: message('Convert to commands joined by &&'), edits: [edit] }] : [];
  },
});

function chainEdit({ instruction: run, text, model }: RefactoringContext): TextEdit | undefined {
  const [heredoc, ...others] = run.heredocs;
  const script = scriptIn(run, model);
  if (!heredoc || others.length > 0 || heredoc.stripTabs || !script || script.heredocs.length > 0) return undefined;
  // Only `RUN <<EOF`: a `#!` line or another command would be the one that reads the script.
  if (run.bodyText !== slice(text, heredoc.marker) || text.startsWith('#!', heredoc.body.start)) return undefined;
  const [first, ...rest] = script.pieces;
  const pieces = first && isErrexit(first) ? rest : script.pieces;
  if (pieces === script.pieces ? pieces.length !== 1 : pieces.length === 0) return undefined;
  if (
    !pieces.every((piece) => isPlain(piece) && !piece.background && piece.operator !== '||' && isContinued(text, piece, model.tree.escape))
  )
    return undefined;
  if (script.comments.some(({ start }) => text.slice(lineStartAt(text, start), start).trim() !== '')) return undefined;
  const layout = chainLayout(model.tree, []);
  const commands = pieces.map((piece, i) => {
    const before = { start: pieces[i - 1]?.end ?? heredoc.body.start, end: piece.start };
    const comments = commentLines(text, before, '\n');
    const command = slice(text, piece);
    if (i > 0) return chainBreak(layout, model.tree.escape, '\n', comments) + command;
    return comments === '' ? command : `${model.tree.escape}\n${comments}${layout.indent}${command}`;
  });
  return { start: run.start, end: run.end, newText: runWithFlags(text, run) + commands.join('') };
}

/** `set -e` and nothing else. */
function isErrexit({ kind, commands: [command] }: ShellPiece): boolean {
  return kind === 'command' && command?.name === 'set' && command.args.length === 1 && command.args[0]!.value === '-e';
}

/** Whether each line break in a command continues its line: another one, for example in quotes, would end the instruction. */
function isContinued(text: string, piece: ShellPiece, escape: string): boolean {
  const lines = slice(text, piece).split('\n');
  return lines.length === 1 || (escape === '\\' && lines.slice(0, -1).every((line) => line.endsWith('\\')));
}
