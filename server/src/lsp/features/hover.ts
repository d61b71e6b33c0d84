import { MarkupKind } from 'vscode-languageserver';
import { hoverAt } from '../../services/hover.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen(connection, session) {
    connection.onHover(async ({ textDocument, position }, token) => {
      const snapshot = await session.snapshot(textDocument.uri, token);
      if (!snapshot) return null;
      const found = hoverAt(snapshot.document, snapshot.lines.offsetAt(position), session.translate);
      return found ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(snapshot.lines, found.span) } : null;
    });
  },
};
