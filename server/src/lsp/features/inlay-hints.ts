import { InlayHintKind, InlayHintRefreshRequest } from 'vscode-languageserver';
import { serviceOf } from '../../languages/services.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { wholeSnapshot } from './served-snapshot.ts';

/** Values of variables and absolute paths, if the settings enable them. */
export const inlayHints: Feature = (connection, session) => {
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    if (!snapshot?.settings.inlayHints) return [];
    const { service, document, lines } = snapshot;
    const hints = service.inlayHints?.(document, toSpan(lines, range)) ?? [];
    return hints.map(({ at, label, tooltip }) => ({
      position: lines.positionAt(at),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      paddingRight: true,
      ...(tooltip && { tooltip: session.translate(tooltip) }),
    }));
  });
  // Editors request inlay hints again after an edit, but not when the setting has changed.
  session.onSnapshot((snapshot, previous) => {
    if (!serviceOf(snapshot.language).inlayHints || !previous || previous.settings.inlayHints === snapshot.settings.inlayHints) return;
    if (!session.capabilities.workspace?.inlayHint?.refreshSupport) return;
    connection.sendRequest(InlayHintRefreshRequest.type).catch((error: unknown) => session.report(error));
  });
};
