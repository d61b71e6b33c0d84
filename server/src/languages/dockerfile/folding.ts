import type { Comment } from '../../syntax/tree.ts';
import type { Fold } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/** Stages, instructions of several lines, here-documents, blocks of comments, and what stands between `# region` and `# endregion`. */
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

/** The end of the line above: a here-document folds under the line that opens it. */
function lineBefore(text: string, start: number): number {
  return text.lastIndexOf('\n', start - 1);
}

/** Comments on neighbouring lines. The marks of regions are none of them. */
function commentBlocks(text: string, comments: readonly Comment[]): readonly Fold[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { start, end, text: words } of comments) {
    const last = blocks.at(-1);
    const between = last ? text.slice(last.end, start) : '';
    if (regionMark.test(words)) blocks.push({ start: end, end });
    else if (last && last.start < last.end && /^\r?\n[ \t]*$/.test(between)) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks.map((block) => ({ kind: 'comment', ...block }));
}

const regionMark = /^(end)?region\b/i;

function regions(comments: readonly Comment[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  for (const { text, start, end } of comments) {
    const mark = regionMark.exec(text);
    if (!mark) continue;
    if (!mark[1]) open.push(start);
    else if (open.length > 0) folds.push({ kind: 'region', start: open.pop()!, end });
  }
  return folds;
}
