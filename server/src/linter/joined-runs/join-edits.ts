import { formEdits } from '../../shell/join.ts';
import type { Join } from '../../shell/join.ts';
import type { ShellScript } from '../../shell/script.ts';
import type { DockerfileTree, Instruction } from '../../syntax/tree.ts';
import type { TextEdit } from '../../base/edit.ts';
import { lineBreakOf } from '../../base/layout.ts';
import { chainBreak, chainLayout } from '../edits/chain-layout.ts';
import type { ChainLayout } from '../edits/chain-layout.ts';

/** A RUN to merge with the previous or next one, and the form that its commands need. */
export interface JoinPart {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly join: Join;
  /** Where the commands to keep end, if the last ones are left out, because a later part runs them too. */
  readonly end?: number | undefined;
}

/**
 * The edits that merge consecutive RUN instructions into one, in the layout of the file. Comments between them are kept inside the
 * continued instruction. Blank lines between them are deleted, because BuildKit warns about them there.
 */
export function joinEdits(tree: DockerfileTree, parts: readonly JoinPart[]): TextEdit[] {
  const layout = chainLayout(tree, parts.map(({ run }) => run)); // prettier-ignore
  const edits = parts.flatMap(({ run, script, join, end }, i) => {
    const previous = parts[i - 1]?.run;
    const form = join.form === 'plain' && end !== undefined ? [{ start: end, end: run.body.end, newText: '' }] : formEdits(script, join, i === parts.length - 1); // prettier-ignore
    return [...(previous ? [gapEdit(tree, previous, run, layout)] : []), ...form];
  });
  return mergeTouching(edits);
}

/**
 * Replaces the text between the commands of two RUN instructions: the line break, blank lines, the second keyword and its flags. Comments
 * are kept, including those between the second keyword and its first command.
 */
function gapEdit(tree: DockerfileTree, before: Instruction, after: Instruction, layout: ChainLayout): TextEdit {
  const gap = tree.text.slice(before.body.end, after.body.start);
  const eol = lineBreakOf(gap);
  const comments = gap.split(/\r?\n/).filter((line) => /^\s*#/.test(line));
  const kept = comments.map((line) => line + eol).join('');
  return { start: before.body.end, end: after.body.start, newText: chainBreak(layout, tree.escape, eol, kept) };
}

/** Merges edits that touch, so that their order is defined. */
function mergeTouching(edits: readonly TextEdit[]): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last?.end === edit.start) merged[merged.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else merged.push(edit);
  }
  return merged;
}
