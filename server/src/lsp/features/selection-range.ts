import type { SelectionRange } from 'vscode-languageserver';
import type { LineIndex } from '../../base/lines.ts';
import type { Span } from '../../base/span.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { servedSnapshot } from './served-snapshot.ts';

export const selectionRange: Feature = (connection, session) => {
  connection.onSelectionRanges(async ({ textDocument: { uri }, positions }, token) => {
    const snapshot = await servedSnapshot(session, uri, token);
    if (!snapshot) return null;
    const { service, document, lines } = snapshot;
    const selections = positions.flatMap((position) => {
      const offset = lines.offsetAt(position);
      const spans = service.selections?.(document, offset);
      return spans ? [toSelection(spans, offset, lines)] : [];
    });
    return selections.length === positions.length ? selections : null;
  });
};

/** The innermost selection, each with the one around it as its parent; the empty range at `offset` if there is none. */
function toSelection(spans: readonly Span[], offset: number, lines: LineIndex): SelectionRange {
  let around: SelectionRange | undefined;
  for (const span of spans.toReversed()) around = { range: toRange(lines, span), ...(around && { parent: around }) };
  return around ?? { range: toRange(lines, { start: offset, end: offset }) };
}
