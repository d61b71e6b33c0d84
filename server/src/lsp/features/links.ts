import type { DocumentLink } from 'vscode-languageserver';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { wholeSnapshot } from './served-snapshot.ts';

export const links: Feature = (connection, session) => {
  connection.onDocumentLinks(async ({ textDocument: { uri } }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    if (!snapshot?.service.links) return null;
    return snapshot.service.links(snapshot.document).flatMap(({ target, ...at }): DocumentLink[] => {
      const address = target.kind === 'url' ? target.url : session.contextFile(uri, target.path);
      return address === undefined ? [] : [{ range: toRange(snapshot.lines, at), target: address }];
    });
  });
};
