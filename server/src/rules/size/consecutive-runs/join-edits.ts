import { formEdits } from '../../../shell/join.ts';
import type { Join } from '../../../shell/join.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { DockerfileTree, Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { chainBreak, chainLayout } from '../../../linter/edits/chain-layout.ts';
import type { ChainLayout } from '../../../linter/edits/chain-layout.ts';

/** A RUN that is to be joined with its neighbours, and how it has to stand there. */
export interface JoinPart {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly join: Join;
}

/**
 * The edits that make one RUN of several neighbours, in the author's layout. Comments between them stay where they are, now inside of
 * the continuation; blank lines between them go, since BuildKit warns of them there.
 */
export function joinEdits(tree: DockerfileTree, parts: readonly JoinPart[]): TextEdit[] {
  const layout = chainLayout(tree, parts.map(({ run }) => run)); // prettier-ignore
  const edits = parts.flatMap(({ run, script, join }, i) => {
    const previous = parts[i - 1]?.run;
    return [...(previous ? [seam(tree, previous, run, layout)] : []), ...formEdits(script, join, i === parts.length - 1)];
  });
  return mergeTouching(edits);
}

/** Replaces what stands between two RUNs: the line break, comments, blank lines, the second keyword and its flags. */
function seam(tree: DockerfileTree, before: Instruction, after: Instruction, layout: ChainLayout): TextEdit {
  const gap = tree.text.slice(before.end, after.start);
  const eol = lineBreakOf(gap);
  const comments = gap.split(/\r?\n/).filter((line) => line.trim() !== '');
  const kept = comments.map((line) => line + eol).join('');
  return { start: before.body.end, end: after.body.start, newText: chainBreak(layout, tree.escape, eol, kept) };
}

/** Edits that meet at one offset become one, so that their order is no guess. */
function mergeTouching(edits: readonly TextEdit[]): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last?.end === edit.start) merged[merged.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else merged.push(edit);
  }
  return merged;
}
