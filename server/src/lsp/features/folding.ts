import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { ignoreFolds } from '../../services/dockerignore/structure.ts';
import { type Fold, foldsOf } from '../../services/folding.ts';
import type { LineIndex } from '../../text/lines.ts';
import type { Feature } from '../feature.ts';

/** What the editor's "fold all comments" and "fold all regions" go by. */
const KINDS: Partial<Readonly<Record<Fold['kind'], FoldingRangeKind>>> = {
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
    const named = KINDS[kind];
    // a here-document often covers the lines of its instruction: one fold of the same lines is enough
    const key = `${startLine}-${endLine}`;
    if (!byLines.has(key)) byLines.set(key, { startLine, endLine, ...(named && { kind: named }) });
  }
  return [...byLines.values()];
}
