import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { isRefusal } from '../../languages/results.ts';
import type { Refusal } from '../../languages/results.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { answerInSlices, prepared, servedSnapshot } from './served-snapshot.ts';

/** Renames symbols. A refusal is an error whose text the editor shows. */
export const rename: Feature = (connection, session) => {
  connection.onPrepareRename(async ({ textDocument: { uri }, position }, token) => {
    const snapshot = await prepared(servedSnapshot(session, uri, token), 'symbols', token);
    const found = snapshot?.service.prepareRename?.(snapshot.document, snapshot.lines.offsetAt(position));
    if (!snapshot || !found) return null;
    if (isRefusal(found)) throw refusal(found, session);
    return { range: toRange(snapshot.lines, found.span), placeholder: found.name };
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }, token) => {
    const snapshot = await servedSnapshot(session, uri, token);
    const work = snapshot?.service.rename?.(snapshot.document, snapshot.lines.offsetAt(position), newName);
    const found = await answerInSlices(work, token);
    if (!snapshot || !found) return null;
    if (isRefusal(found)) throw refusal(found, session);
    return session.workspaceEdit(snapshot, found);
  });
};

function refusal({ refused }: Refusal, { translate }: Session): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, translate(refused));
}
