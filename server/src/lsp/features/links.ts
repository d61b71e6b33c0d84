import type { DocumentLink } from 'vscode-languageserver';
import { linksOf } from '../../languages/dockerfile/links.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const links: Feature = (connection, session) => {
  connection.onDocumentLinks(async ({ textDocument: { uri } }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return null;
    return linksOf(snapshot.document).flatMap(({ target, ...at }): DocumentLink[] => {
      const address = target.kind === 'url' ? target.url : session.contextFile(uri, target.path);
      return address === undefined ? [] : [{ range: toRange(snapshot.lines, at), target: address }];
    });
  });
};
