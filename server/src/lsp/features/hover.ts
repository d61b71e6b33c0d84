import { MarkupKind } from 'vscode-languageserver';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { prepared, servedSnapshot } from './served-snapshot.ts';

export const hover: Feature = (connection, session) => {
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const snapshot = await prepared(servedSnapshot(session, uri, token), 'files', token);
    const found = snapshot?.service.hover?.(snapshot.document, snapshot.lines.offsetAt(position), session.translate);
    if (!snapshot || !found) return null;
    return { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(snapshot.lines, found.span) };
  });
};
