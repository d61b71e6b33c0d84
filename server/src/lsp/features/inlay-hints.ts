import { InlayHintKind, InlayHintRefreshRequest } from 'vscode-languageserver';
import { inlayHintsIn } from '../../languages/dockerfile/inlay-hints.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';

/** Values of variables and absolute paths, where the settings ask for them. */
export const inlayHints: Feature = (connection, session) => {
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot?.settings.inlayHints) return [];
    const { document, lines } = snapshot;
    return inlayHintsIn(document, toSpan(lines, range)).map(({ at, label, tooltip }) => ({
      position: lines.positionAt(at),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      paddingRight: true,
      ...(tooltip && { tooltip: session.translate(tooltip) }),
    }));
  });
  // An editor asks again after an edit, not when the setting has changed.
  session.onSnapshot((snapshot, previous) => {
    if (!previous || previous.settings.inlayHints === snapshot.settings.inlayHints) return;
    if (!session.capabilities.workspace?.inlayHint?.refreshSupport) return;
    connection.sendRequest(InlayHintRefreshRequest.type).catch((error: unknown) => session.report(error));
  });
};
