import { DocumentHighlightKind } from 'vscode-languageserver';
import type { Role } from '../../languages/results.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { prepared, servedSnapshot } from './served-snapshot.ts';

const kinds: Readonly<Record<Role, DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Write,
  write: DocumentHighlightKind.Write,
  read: DocumentHighlightKind.Read,
};

/** All references of a symbol: as a list, and as what the editor highlights while the cursor is on one of them. */
export const references: Feature = (connection, session) => {
  connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => {
    const snapshot = await prepared(servedSnapshot(session, uri, token), 'symbols', token);
    if (!snapshot?.service.references) return null;
    const found = snapshot.service.references(snapshot.document, snapshot.lines.offsetAt(position), context.includeDeclaration);
    return found.map((reference) => ({ uri, range: toRange(snapshot.lines, reference) }));
  });
  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }, token) => {
    const snapshot = await prepared(servedSnapshot(session, uri, token), 'symbols', token);
    if (!snapshot?.service.references) return null;
    const found = snapshot.service.references(snapshot.document, snapshot.lines.offsetAt(position), true);
    // Without an answer editors highlight equal words, which is right for everything that is not a symbol.
    if (found.length === 0) return null;
    return found.map((reference) => ({ range: toRange(snapshot.lines, reference), kind: kinds[reference.role] }));
  });
};
