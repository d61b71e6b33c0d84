import { slice } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { ShellPiece, ShellScript } from '../shell/script.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { RefactoringContext } from './refactoring.ts';

/** A RUN whose script is a list of commands that run one after the other, each only if the one before it has succeeded. */
export interface Chain {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly pieces: readonly ShellPiece[];
}

/** A RUN in shell form with `a && b && c`, without here-documents; undefined if the instruction is anything else. */
export function chainIn(run: Instruction, { model }: Pick<RefactoringContext, 'model'>): Chain | undefined {
  const script = scriptIn(run, model);
  if (!script || run.heredocs.length > 0 || script.heredocs.length > 0 || script.comments.length > 0) return undefined;
  const { pieces } = script;
  const isChain = pieces.every(({ operator, background }) => (operator === 'first' || operator === '&&') && !background);
  return isChain && pieces.length > 0 ? { run, script, pieces } : undefined;
}

/** The script of a RUN in sh or bash that could be read; undefined for exec form, other shells and broken scripts. */
export function scriptIn(run: Instruction, model: RefactoringContext['model']): ShellScript | undefined {
  if (run.keyword !== 'RUN' || run.json) return undefined;
  const script = model.scriptOf(run);
  const isRead = script && !script.opaque && script.errors.length === 0 && (script.dialect === 'sh' || script.dialect === 'bash');
  return isRead ? script : undefined;
}

/** Comment lines in a part of the text, each with its line break, as written. */
export function commentLines(text: string, { start, end }: Span, lineBreak: string): string {
  return text
    .slice(start, end)
    .split(/\r?\n/)
    .filter((line) => /^\s*#/.test(line))
    .map((line) => line + lineBreak)
    .join('');
}

/** The keyword and the flags of a RUN on one line, followed by a space. Comments between them are left out: see `commentLines`. */
export function runWithFlags(text: string, { keywordSpan, flags }: Instruction): string {
  return [keywordSpan, ...flags].map((part) => `${slice(text, part)} `).join('');
}

/** Where the text before the first command of a RUN begins, with the comments in it. */
export function startOfBody({ keywordSpan, flags }: Instruction): number {
  return flags.at(-1)?.end ?? keywordSpan.end;
}

/** Whether a piece is one command or a pipeline of commands, without subshells, substitutions and other lists in it. */
export function isPlain({ kind, commands }: ShellPiece): boolean {
  return (kind === 'command' || kind === 'pipeline') && commands.every(({ containers }) => containers.every((each) => each === 'pipeline'));
}
