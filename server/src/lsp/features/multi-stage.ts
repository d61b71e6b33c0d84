import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import type { Refusal } from '../../multi-stage/core/conversion.ts';
import { multiStageOf, sizeSummary } from '../../languages/dockerfile/multi-stage.ts';
import { message, sentences } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import { commandIds } from '../messages.ts';
import type { MultiStagePreview } from '../messages.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';

/** What our own client shows before it applies a conversion. */
export const multiStage: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/multiStage', async ({ uri }, token) => {
    const snapshot = await session.settled(uri, token);
    return snapshot ? previewOf(snapshot, session.translate) : null;
  });
};

function previewOf({ document, version }: Snapshot, translate: Translate): MultiStagePreview {
  const conversion = multiStageOf(document);
  if (conversion.kind === 'refused') return { converted: false, reason: refusalText(conversion, translate) };
  const summary = sizeSummary(conversion);
  return {
    converted: true,
    version,
    newText: conversion.text,
    message: sentences(summary && translate(summary), ...conversion.decisions.map(translate)),
  };
}

/** Why not, and what would help. */
export function refusalText({ reason, needs }: Refusal, translate: Translate): string {
  return sentences(...[reason, ...needs].map(translate));
}

/** Offered on FROM, where the file can be converted. Our own client shows a preview first. */
export function multiStageAction(snapshot: Snapshot, at: Span, session: Session): CodeAction[] {
  const from = snapshot.document.model.final?.from;
  if (!from || !touches(from, at.start)) return [];
  const conversion = multiStageOf(snapshot.document);
  if (conversion.kind === 'refused') return [];
  const title = session.translate(message('Convert to a multi-stage build'));
  const action = { title, kind: CodeActionKind.RefactorRewrite };
  if (!session.abilities.commands) return [{ ...action, edit: session.workspaceEdit(snapshot, conversion.edits) }];
  return [{ ...action, command: { title, command: commandIds.convertToMultiStage, arguments: [snapshot.uri] } }];
}
