import { FoldingRangeKind } from 'vscode-languageserver';
import type { FoldingRange } from 'vscode-languageserver';
import type { Fold } from '../../languages/results.ts';
import type { LineIndex } from '../../base/lines.ts';
import type { Feature } from '../feature.ts';
import { servedSnapshot } from './served-snapshot.ts';

/** The kinds that "Fold All Block Comments" and "Fold All Regions" of the editor use. */
const kinds: Partial<Readonly<Record<Fold['kind'], FoldingRangeKind>>> = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

export const folding: Feature = (connection, session) => {
  connection.onFoldingRanges(async ({ textDocument: { uri } }, token) => {
    const snapshot = await servedSnapshot(session, uri, token);
    const folds = snapshot?.service.folds?.(snapshot.document);
    return snapshot && folds ? toRanges(folds, snapshot.lines) : null;
  });
};

function toRanges(folds: readonly Fold[], lines: LineIndex): FoldingRange[] {
  const byLines = new Map<string, FoldingRange>();
  for (const { kind, start, end } of folds) {
    const [startLine, endLine] = [lines.lineAt(start), lines.lineAt(end)];
    const named = kinds[kind];
    // A heredoc often covers the lines of its instruction: one fold of the same lines is enough.
    const key = `${startLine}-${endLine}`;
    if (!byLines.has(key)) byLines.set(key, { startLine, endLine, ...(named && { kind: named }) });
  }
  return [...byLines.values()];
}
