import type { SelectionRange } from 'vscode-languageserver';
import { selectionsAt } from '../../languages/dockerfile/selection-range.ts';
import type { Span } from '../../base/span.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';

export const selectionRange: Feature = (connection, session) => {
  connection.onSelectionRanges(async ({ textDocument: { uri }, positions }, token) => {
    const snapshot = await session.snapshot(uri, token);
    return snapshot ? positions.map((position) => rangesAt(snapshot, snapshot.lines.offsetAt(position))) : null;
  });
};

/** From the innermost on, each with the one around it as its parent. In an empty file: the place itself. */
function rangesAt({ document, lines }: Snapshot, offset: number): SelectionRange {
  const toSelection = (span: Span, parent?: SelectionRange): SelectionRange => ({ range: toRange(lines, span), ...(parent && { parent }) });
  let around: SelectionRange | undefined;
  for (const span of selectionsAt(document, offset).toReversed()) around = toSelection(span, around);
  return around ?? toSelection({ start: offset, end: offset });
}
