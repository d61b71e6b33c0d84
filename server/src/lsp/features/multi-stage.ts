import { CodeActionKind } from 'vscode-languageserver';
import type { CancellationToken, CodeAction } from 'vscode-languageserver';
import type { Refusal } from '../../multi-stage/core/conversion.ts';
import type { MultiStageBuild } from '../../languages/results.ts';
import { message, joinSentences } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import { withTextsOf } from '../../workspace/read-texts.ts';
import { commandIds } from '../messages.ts';
import type { MultiStagePreview } from '../messages.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';
import { answerInSlices, settledSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** What our own client shows before it applies a conversion. */
export const multiStage: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/multiStage', async ({ uri }, token) => {
    const snapshot = await withSources(session, await settledSnapshot(session, uri, token), token);
    const conversion = await answerInSlices(snapshot?.service.multiStage?.(snapshot.document), token);
    return (snapshot && conversion && previewOf(conversion, snapshot, session.translate)) ?? null;
  });
};

/** The snapshot with the sources that a conversion reads. Undefined without a snapshot, and if the request is cancelled. */
export async function withSources<S extends ServedSnapshot>(
  session: Session,
  snapshot: S | undefined,
  token?: CancellationToken,
): Promise<S | undefined> {
  const work = snapshot?.service.multiStageSources?.(snapshot.document);
  const root = snapshot && session.contextOf(snapshot.uri)?.root;
  const paths = work && (await inSlices(work, () => token?.isCancellationRequested ?? false));
  if (!snapshot || !paths || root === undefined) return snapshot;
  const build = await withTextsOf(session.files, root, snapshot.context.build, paths);
  return { ...snapshot, document: snapshot.service.withBuild?.(snapshot.document, build) ?? snapshot.document };
}

function previewOf(conversion: MultiStageBuild | Refusal, { version }: ServedSnapshot, translate: Translate): MultiStagePreview {
  if (conversion.kind === 'refused') return { converted: false, reason: refusalText(conversion, translate) };
  const { text: newText, summary, decisions } = conversion;
  return {
    converted: true,
    version,
    newText,
    message: joinSentences(summary && translate(summary), ...decisions.map(translate)),
  };
}

/** The reason of a refusal, and what would help. */
export function refusalText({ reason, needs }: Refusal, translate: Translate): string {
  return joinSentences(...[reason, ...needs].map(translate));
}

/** Offered on FROM if the file can be converted. Our own client shows a preview first. */
export async function multiStageAction(snapshot: ServedSnapshot, at: Span, session: Session): Promise<CodeAction[]> {
  if (!snapshot.service.offersMultiStage?.(snapshot.document, at.start)) return [];
  const { service, document } = (await withSources(session, snapshot)) ?? snapshot;
  const work = service.multiStage?.(document);
  const conversion = work && (await session.inSlicesForText(snapshot, work));
  if (conversion?.kind !== 'converted') return [];
  const title = session.translate(message('Convert to a multi-stage build'));
  const action = { title, kind: CodeActionKind.RefactorRewrite };
  if (!session.abilities.commands) return [{ ...action, edit: session.workspaceEdit(snapshot, conversion.edits) }];
  return [{ ...action, command: { title, command: commandIds.convertToMultiStage, arguments: [snapshot.uri] } }];
}
