import { CodeLensRefreshRequest } from 'vscode-languageserver';
import { serviceOf } from '../../languages/services.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { commandIds } from '../messages.ts';
import { servedSnapshot } from './served-snapshot.ts';

/** The sizes above FROM, RUN, COPY and ADD. */
export const codeLens: Feature = (connection, session) => {
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const snapshot = await servedSnapshot(session, uri, token);
    if (!snapshot?.settings.codeLens) return [];
    const lenses = snapshot.service.codeLenses?.(snapshot.document, session.translate) ?? [];
    return lenses.map(({ span, title }) => {
      const range = toRange(snapshot.lines, span);
      // Our own client opens its page; in another editor the server has the command, and says what the layer is made of.
      return { range, command: { title, command: commandIds.showLayers, arguments: [uri, range.start.line] } };
    });
  });
  // An editor asks again after an edit, not when the build context has been read.
  session.onSnapshot((snapshot, previous) => {
    if (
      !serviceOf(snapshot.language).codeLenses ||
      previous?.text !== snapshot.text ||
      !session.capabilities.workspace?.codeLens?.refreshSupport
    )
      return;
    connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => session.report(error));
  });
};
