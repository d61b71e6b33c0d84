import type { TextEdit } from '../base/edit.ts';
import { covers, indexOfLastBefore } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { instructionsIn } from '../syntax/instruction-at.ts';
import type { DockerfileTree } from '../syntax/tree.ts';

/**
 * Whether edits would delete a comment together with other text: `FROM a\`, `# why`, `b` as one word. No fix may do that, and no rule
 * has to think of it. An edit that deletes nothing but comments is meant to.
 */
export function losesComment(edits: readonly TextEdit[], tree: DockerfileTree): boolean {
  return edits.some((edit) => {
    // A comment is on a line of its own.
    if (!tree.text.slice(edit.start, edit.end).includes('\n')) return false;
    const lost = commentsIn(edit, tree).filter((comment) => !edits.some(({ newText }) => newText.includes(textOf(comment, tree))));
    return lost.length > 0 && coversMore(edit, lost, tree);
  });
}

function commentsIn(edit: Span, tree: DockerfileTree): readonly Span[] {
  const inside = instructionsIn(tree, edit).flatMap(({ comments }) => comments);
  // A fix may have thousands of edits, in a file with thousands of comments.
  const first = indexOfLastBefore(tree.comments, edit.start - 1) + 1;
  const after = indexOfLastBefore(tree.comments, edit.end) + 1;
  return [...inside, ...tree.comments.slice(first, after)].filter((comment) => covers(edit, comment));
}

const textOf = ({ start, end }: Span, { text }: DockerfileTree): string => text.slice(start, end).trim();

/** Whether an edit covers more than comments and the blanks around them. */
function coversMore(edit: Span, comments: readonly Span[], { text }: DockerfileTree): boolean {
  let from = edit.start;
  const between = [...comments]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      const before = text.slice(from, start);
      from = Math.max(from, end);
      return before;
    });
  return /\S/.test(between.join('') + text.slice(from, edit.end));
}
