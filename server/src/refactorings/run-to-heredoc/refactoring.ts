import type { TextEdit } from '../../base/edit.ts';
import { lineBreakOf } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { covers } from '../../base/span.ts';
import { heredocsSince } from '../../knowledge/syntax-version.ts';
import { syntaxInUse } from '../../model/syntax-in-use.ts';
import { isAvailable } from '../../model/syntax-version.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';
import { chainIn, commentLines, isPlain, runWithFlags, startOfBody } from '../run-parts.ts';
import type { Chain } from '../run-parts.ts';

/**
 * `RUN a && b` to a here-document with one command on each line, which stops at the first error (`set -e`). Where `set -e` would change more
 * than that, because a command contains others, `&&` stays at the ends of the lines.
 */
export const refactoring = defineRefactoring({
  id: 'run-to-heredoc',
  kind: 'rewrite',
  offers(context) {
    const { instruction, text, model } = context;
    const chain = chainIn(instruction, context);
    if (!chain || chain.pieces.length < 2 || lineBreakOf(text) !== '\n' || !canUseHeredocs(context)) return [];
    // The shell would read a comment or another escape character between the lines of one command.
    const continued = chain.pieces.filter((piece) => text.slice(piece.start, piece.end).includes('\n'));
    if (continued.length > 0 && model.tree.escape !== '\\') return [];
    if (continued.some((piece) => instruction.comments.some((comment) => covers(piece, comment)))) return [];
    return [{ title: message('Convert to a here-document'), edits: [edit(chain, text)] }];
  },
});

function canUseHeredocs({ model }: RefactoringContext): boolean {
  const syntax = syntaxInUse(model.tree);
  return syntax !== 'foreign' && isAvailable(heredocsSince, syntax) !== false;
}

function edit({ run, pieces }: Chain, text: string): TextEdit {
  const withErrexit = pieces.every(isPlain);
  const lines = pieces.map((piece, i) => {
    const gap = { start: pieces[i - 1]?.end ?? startOfBody(run), end: piece.start };
    const ending = withErrexit || i === pieces.length - 1 ? '' : ' &&';
    return `${commentLines(text, gap, '\n')}${text.slice(piece.start, piece.end)}${ending}\n`;
  });
  const script = `${withErrexit ? 'set -e\n' : ''}${lines.join('')}`;
  const delimiter = delimiterFor(script);
  return { start: run.start, end: run.end, newText: `${runWithFlags(text, run)}<<${delimiter}\n${script}${delimiter}` };
}

/** A delimiter that is no line of the script. */
function delimiterFor(script: string): string {
  const lines = new Set(script.split('\n'));
  let delimiter = 'EOF';
  while (lines.has(delimiter)) delimiter += '_';
  return delimiter;
}
