import { DocumentHighlightKind } from 'vscode-languageserver';
import { referencesAt } from '../../languages/dockerfile/references.ts';
import type { Role } from '../../languages/dockerfile/symbols/symbol.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';

const kinds: Readonly<Record<Role, DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Write,
  write: DocumentHighlightKind.Write,
  read: DocumentHighlightKind.Read,
};

/** All places of a symbol: as a list, and as what the editor marks while the cursor is on one of them. */
export const references: Feature = (connection, session) => {
  connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return null;
    const found = referencesAt(snapshot.document, snapshot.lines.offsetAt(position), context.includeDeclaration);
    return found.map((occurrence) => ({ uri, range: toRange(snapshot.lines, occurrence) }));
  });
  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return null;
    const found = referencesAt(snapshot.document, snapshot.lines.offsetAt(position), true);
    // Without an answer an editor marks equal words, which is good for all that is no symbol.
    if (found.length === 0) return null;
    return found.map((occurrence) => ({ range: toRange(snapshot.lines, occurrence), kind: kinds[occurrence.role] }));
  });
};
