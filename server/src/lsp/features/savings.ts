import type { WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits, minimalEdit } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import { LineIndex } from '../../base/lines.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import type { Saving, SavingSources } from '../../languages/saving.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import type { ImageView, PickedSavings, SavingsView, SavingView } from '../messages.ts';
import type { Session } from '../session.ts';
import { creationEdit } from './create-dockerignore.ts';
import { imageViewOf } from './layers.ts';
import { answerInSlices, settledSnapshot, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

const stale = message('The Dockerfile has changed in the meantime, so nothing was applied. The list is updated: choose again.');

/** What would make an image smaller, for the view of our own client. */
export const savings: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/savings', async ({ uri }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    const work = snapshot && savingsView(snapshot, await sourcesOf(uri, session), session.translate);
    return (work && (await answerInSlices(work, token))) ?? null;
  });

  answerClient(connection, 'layerwise/pickSavings', async (picked, token) => {
    const snapshot = await wholeSnapshot(session, picked.uri, token);
    if (snapshot?.version !== picked.version) return null;
    const work = pickedView(snapshot, picked, await sourcesOf(picked.uri, session), session.translate);
    return (await answerInSlices(work, token)) ?? null;
  });

  answerClient(connection, 'layerwise/applySavings', async (picked, token) => {
    const { translate } = session;
    const snapshot = await settledSnapshot(session, picked.uri, token);
    if (snapshot?.version !== picked.version) return { refused: translate(stale) };
    const edit = await session.inSlicesForText(snapshot, editOf(snapshot, picked, await sourcesOf(picked.uri, session), session));
    if (!edit) return { refused: translate(stale) };
    const { applied } = await connection.workspace.applyEdit({ edit, label: translate(message('Make the image smaller')) });
    return { refused: applied ? null : translate(stale) };
  });
};

async function sourcesOf(uri: string, session: Session): Promise<SavingSources> {
  return { users: await session.usersOfContext(uri), translate: session.translate };
}

/** Undefined if the language has no savings. */
function* savingsView(
  { version, service, document, lines }: ServedSnapshot,
  sources: SavingSources,
  translate: Translate,
): Work<SavingsView | undefined> {
  const work = service.savings?.(document, sources);
  if (!work) return undefined;
  const found = yield* work;
  return { version, savings: found.map((saving) => viewOf(saving, lines, translate)) };
}

function viewOf({ id, title, reason, risk, sizeText, bytes, at, change }: Saving, lines: LineIndex, translate: Translate): SavingView {
  return {
    id,
    title: translate(title),
    reason: reason ? translate(reason) : null,
    risk: risk ? translate(risk) : null,
    size: sizeText,
    bytes: bytes.likely,
    line: lines.lineAt(at.start),
    canApply: change.kind !== 'manual',
  };
}

function* picksOf({ service, document }: ServedSnapshot, { ids }: PickedSavings, sources: SavingSources): Work<readonly Saving[]> {
  const work = service.savings?.(document, sources);
  const found = work ? yield* work : [];
  return found.filter(({ id, change }) => ids.includes(id) && change.kind !== 'manual');
}

/** The image after the picked changes; undefined if the language has no savings. */
function* pickedView(
  snapshot: ServedSnapshot,
  picked: PickedSavings,
  sources: SavingSources,
  translate: Translate,
): Work<ImageView | null | undefined> {
  const { service } = snapshot;
  const work = service.withSavings?.(snapshot.document, yield* picksOf(snapshot, picked, sources));
  if (!work) return undefined;
  const document = yield* work;
  return yield* imageViewOf({ service, document }, new LineIndex(document.text), translate);
}

/** One edit of the Dockerfile and the ignore file. Undefined if nothing would change. */
function* editOf(
  snapshot: ServedSnapshot,
  picked: PickedSavings,
  sources: SavingSources,
  session: Session,
): Work<WorkspaceEdit | undefined> {
  const picks = yield* picksOf(snapshot, picked, sources);
  const work = picks.length > 0 ? snapshot.service.withSavings?.(snapshot.document, picks) : undefined;
  if (!work) return undefined;
  const { text } = yield* work;
  const edits = editsOf(snapshot.text, text, picks);
  const parts = [
    ...(edits.length > 0 ? [session.workspaceEdit(snapshot, edits)] : []),
    ...picks.flatMap((pick) => ignoreEdit(pick, snapshot.uri, session) ?? []),
  ];
  return parts.length > 0 ? joined(parts) : undefined;
}

/** Small edits if they are all that happens, so that the rest of the text stays untouched; else one that spans all changes. */
function editsOf(before: string, after: string, picks: readonly Saving[]): readonly TextEdit[] {
  const own = picks.flatMap(({ change }) => (change.kind === 'edits' ? change.edits : []));
  if (picks.length === 1 && applyEdits(before, own) === after) return own;
  const edit = minimalEdit(before, after);
  return edit ? [edit] : [];
}

/** New lines at the start of an ignore file keep what else was written into it in the meantime. */
function ignoreEdit({ change }: Saving, uri: string, session: Session): WorkspaceEdit | undefined {
  if (change.kind !== 'ignoreFile') return undefined;
  const file = session.contextFile(uri, change.path);
  if (file === undefined) return undefined;
  if (!change.exists) return creationEdit(file, change.added, session);
  const start = { line: 0, character: 0 };
  const edits = [{ range: { start, end: start }, newText: change.added }];
  if (!session.capabilities.workspace?.workspaceEdit?.documentChanges) return { changes: { [file]: edits } };
  return { documentChanges: [{ textDocument: { uri: file, version: null }, edits }] };
}

function joined(parts: readonly WorkspaceEdit[]): WorkspaceEdit {
  const changes = Object.assign({}, ...parts.map((part) => part.changes)) as NonNullable<WorkspaceEdit['changes']>;
  const documentChanges = parts.flatMap((part) => part.documentChanges ?? []);
  return documentChanges.length > 0 ? { documentChanges } : { changes };
}
