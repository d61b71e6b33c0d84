import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { type Fold, foldsOf } from '../../services/folding.ts';
import type { Feature } from '../feature.ts';

/** What the editor's "fold all comments" and "fold all regions" go by. */
const KINDS: Partial<Readonly<Record<Fold['kind'], FoldingRangeKind>>> = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  listen(connection, session) {
    connection.onFoldingRanges(async ({ textDocument: { uri } }, token) => {
      const snapshot = await session.snapshot(uri, token);
      if (!snapshot) return null;
      const byLines = new Map<string, FoldingRange>();
      for (const { kind, start, end } of foldsOf(snapshot.document)) {
        const [startLine, endLine] = [snapshot.lines.lineAt(start), snapshot.lines.lineAt(end)];
        const lines = `${startLine}-${endLine}`;
        const named = KINDS[kind];
        // a here-document often covers the lines of its instruction: one fold of the same lines is enough
        if (!byLines.has(lines)) byLines.set(lines, { startLine, endLine, ...(named && { kind: named }) });
      }
      return [...byLines.values()];
    });
  },
};
