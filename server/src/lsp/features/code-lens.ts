import { CodeLensRefreshRequest } from 'vscode-languageserver';
import { serviceOf } from '../../languages/services.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { commandIds } from '../messages.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';

/** The sizes above FROM, RUN, COPY and ADD. */
export const codeLens: Feature = (connection, session) => {
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    if (!snapshot?.settings.codeLens) return [];
    const { document, service, settings } = snapshot;
    const lenses = (await answerInSlices(service.codeLenses?.(document, session.translate, settings.codeLensPart), token)) ?? [];
    return lenses.map(({ span, title }) => {
      const range = toRange(snapshot.lines, span);
      // Our own client opens its view; in another editor, the server runs the command and shows the parts of the layer.
      return { range, command: { title, command: commandIds.showLayers, arguments: [uri, range.start.line] } };
    });
  });
  // Editors request code lenses again after an edit, but not when the build context has been read.
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
