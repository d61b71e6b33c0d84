import { FoldingRangeKind } from 'vscode-languageserver';
import type { FoldingRange } from 'vscode-languageserver';
import { ignoreFolds } from '../../languages/dockerignore/structure.ts';
import { foldsOf } from '../../languages/dockerfile/folding.ts';
import type { Fold } from '../../languages/dockerfile/folding.ts';
import type { LineIndex } from '../../base/lines.ts';
import type { Feature } from '../feature.ts';

/** What the editor's "fold all comments" and "fold all regions" go by. */
const kinds: Partial<Readonly<Record<Fold['kind'], FoldingRangeKind>>> = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

export const folding: Feature = (connection, session) => {
  connection.onFoldingRanges(async ({ textDocument: { uri } }, token) => {
    const answer = await session.answer(uri, token, {
      dockerfile: ({ document, lines }) => toRanges(foldsOf(document), lines),
      ignoreFile: ({ document, lines }) => toRanges(ignoreFolds(document), lines),
    });
    return answer ?? null;
  });
};

function toRanges(folds: readonly Fold[], lines: LineIndex): FoldingRange[] {
  const byLines = new Map<string, FoldingRange>();
  for (const { kind, start, end } of folds) {
    const [startLine, endLine] = [lines.lineAt(start), lines.lineAt(end)];
    const named = kinds[kind];
    // a here-document often covers the lines of its instruction: one fold of the same lines is enough
    const key = `${startLine}-${endLine}`;
    if (!byLines.has(key)) byLines.set(key, { startLine, endLine, ...(named && { kind: named }) });
  }
  return [...byLines.values()];
}
