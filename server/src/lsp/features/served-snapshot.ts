import type { CancellationToken } from 'vscode-languageserver';
import type { LanguageService, Prepared } from '../../languages/language-service.ts';
import { serviceOf } from '../../languages/services.ts';
import { inSlices } from '../slices.ts';
import type { Work } from '../../base/work.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';

/** A snapshot with all features of its language, for code that answers requests: the features are loaded with this file. */
export interface ServedSnapshot extends Snapshot {
  readonly service: LanguageService;
}

/** See `Session.snapshot`. */
export async function servedSnapshot(session: Session, uri: string, token?: CancellationToken): Promise<ServedSnapshot | undefined> {
  return withService(await session.snapshot(uri, token));
}

/** As `servedSnapshot`, for an answer about the whole document: see `Session.checkedOnce`. */
export async function wholeSnapshot(session: Session, uri: string, token?: CancellationToken): Promise<ServedSnapshot | undefined> {
  await session.checkedOnce(uri);
  return servedSnapshot(session, uri, token);
}

/** See `Session.settled`. */
export async function settledSnapshot(session: Session, uri: string, token?: CancellationToken): Promise<ServedSnapshot | undefined> {
  await session.checkedOnce(uri);
  return withService(await session.settled(uri, token));
}

/** As `snapshot` of these functions, with what the language computes for several features. Undefined if the request is cancelled meanwhile. */
export async function prepared(
  snapshot: Promise<ServedSnapshot | undefined>,
  what: Prepared,
  token: CancellationToken,
): Promise<ServedSnapshot | undefined> {
  const found = await snapshot;
  await answerInSlices(found?.service.prepare?.(found.document, what), token);
  return token.isCancellationRequested ? undefined : found;
}

/** Computes an answer in slices. Undefined if the client has cancelled the request, which then needs no answer. */
export async function answerInSlices<T>(work: Work<T> | undefined, token: CancellationToken): Promise<T | undefined> {
  return work && inSlices(work, () => token.isCancellationRequested);
}

function withService(snapshot: Snapshot | undefined): ServedSnapshot | undefined {
  return snapshot && { ...snapshot, service: serviceOf(snapshot.language) };
}
