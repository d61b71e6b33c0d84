import type { DefinitionLink, Location } from 'vscode-languageserver';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { prepared, servedSnapshot } from './served-snapshot.ts';

export const definition: Feature = (connection, session) => {
  connection.onDefinition(async ({ textDocument: { uri }, position }, token): Promise<DefinitionLink[] | Location | null> => {
    const snapshot = await prepared(servedSnapshot(session, uri, token), 'symbols', token);
    const found = snapshot?.service.definition?.(snapshot.document, snapshot.lines.offsetAt(position));
    if (!snapshot || !found) return null;
    const { lines } = snapshot;
    const name = toRange(lines, found.name);
    if (!session.capabilities.textDocument?.definition?.linkSupport) return { uri, range: name };
    const whole = toRange(lines, found.whole);
    return [{ originSelectionRange: toRange(lines, found.origin), targetUri: uri, targetRange: whole, targetSelectionRange: name }];
  });
};
