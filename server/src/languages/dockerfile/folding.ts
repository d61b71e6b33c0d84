import type { Comment } from '../../syntax/tree.ts';
import type { Fold } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/**
 * Folding ranges: stages, instructions on several lines, here-documents, comment blocks, and regions between `# region` and `# endregion`.
 */
export function foldsOf({ text, model }: DockerfileDocument): readonly Fold[] {
  const { tree, stages } = model;
  const instructions = tree.instructions.flatMap(({ start, end, heredocs }): Fold[] => [
    { kind: 'instruction', start, end },
    ...heredocs.map(({ body, terminator }): Fold => ({
      kind: 'heredoc',
      start: lineBefore(text, body.start),
      end: terminator?.end ?? body.end,
    })),
  ]);
  const folds: Fold[] = [
    ...stages.map(({ start, end }): Fold => ({ kind: 'stage', start, end })),
    ...instructions,
    ...commentBlocks(text, tree.comments),
    ...regions(tree.comments),
  ];
  return folds
    .filter(({ start, end }) => text.slice(start, end).trimEnd().includes('\n'))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The end of the line above, so that a here-document folds below the line that starts it. */
function lineBefore(text: string, start: number): number {
  return text.lastIndexOf('\n', start - 1);
}

/** Comments on consecutive lines, without region markers. */
function commentBlocks(text: string, comments: readonly Comment[]): readonly Fold[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { start, end, text: words } of comments) {
    const last = blocks.at(-1);
    const between = last ? text.slice(last.end, start) : '';
    if (regionMarker.test(words)) blocks.push({ start: end, end });
    else if (last && last.start < last.end && /^\r?\n[ \t]*$/.test(between)) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks.map((block) => ({ kind: 'comment', ...block }));
}

const regionMarker = /^(end)?region\b/i;

function regions(comments: readonly Comment[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  for (const { text, start, end } of comments) {
    const marker = regionMarker.exec(text);
    if (!marker) continue;
    if (!marker[1]) open.push(start);
    else if (open.length > 0) folds.push({ kind: 'region', start: open.pop()!, end });
  }
  return folds;
}
