import { startsWithErrexit } from '../../model/dialect.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { effectsOf } from '../../shell/effects.ts';
import type { EffectKind } from '../../shell/effects.ts';
import type { ShellScript } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { TextEdit } from '../../base/edit.ts';
import { lineBreakOf } from '../../base/layout.ts';
import { chainBreak, chainLayout } from './chain-layout.ts';

/** Effects with which an appended command would not run, or would run too early. */
const obstacles: ReadonlySet<EffectKind> = new Set(['ends', 'background', 'heredoc', 'unreadable', 'trap']);

/**
 * An edit that appends a command to a RUN, in the layout of the file. The command runs only after everything before it has succeeded.
 * Returns undefined if that is not certain: the script may end early, or the last command relies on `set -e`, which has no effect before
 * `&&`.
 */
export function appendCommand(model: DockerfileModel, run: Instruction, script: ShellScript, command: string): TextEdit | undefined {
  const last = script.pieces.at(-1);
  const effects = effectsOf(script);
  if (!last || last.background || run.heredocs.length > 0 || effects.some(({ kind }) => obstacles.has(kind))) return undefined;
  const simple = last.kind === 'command' || last.kind === 'pipeline';
  if (!simple && (startsWithErrexit(model.configBefore(run).shell.value) || effects.some(({ kind }) => kind === 'errexit')))
    return undefined;
  const oneLine = !/[\r\n]/.test(run.source);
  const separator = oneLine ? ' && ' : chainBreak(chainLayout(model.tree, [run]), model.tree.escape, lineBreakOf(run.source));
  return { start: last.end, end: last.end, newText: separator + command };
}
