import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { type QuickFix, quickFixes } from '../../services/code-actions.ts';
import { difference, fixAllIn } from '../../services/fix-all.ts';
import { message } from '../../text/message.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';
import { toDiagnostic } from './diagnostics.ts';
import { multiStageAction } from './multi-stage.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.layerwise`;

/** Quick fixes of the findings in the range; the conversion to several stages; fix-all where it is asked for by its kind (on save, in the menu of source actions). */
export const codeActions: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.RefactorRewrite] } }),
  listen(connection, session) {
    connection.onCodeAction(async ({ textDocument, range, context }, token) => {
      const snapshot = await session.snapshot(textDocument.uri, token);
      if (!snapshot) return [];
      const actions: CodeAction[] = [];
      if (wants(context.only, CodeActionKind.QuickFix)) {
        const fixes = quickFixes(snapshot.document, toSpan(snapshot.lines, range));
        actions.push(...fixes.map((fix) => toAction(fix, snapshot, session)));
      }
      if (wants(context.only, CodeActionKind.RefactorRewrite))
        actions.push(...multiStageAction(snapshot, toSpan(snapshot.lines, range), session));
      if (context.only && wants(context.only, FIX_ALL)) actions.push(...fixAllAction(snapshot, session));
      return actions;
    });
  },
};

/** Whether an answer of `kind` is asked for: by that kind, by one above it, or by none at all. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

function toAction({ title, finding, edits, preferred }: QuickFix, snapshot: Snapshot, session: Session): CodeAction {
  return {
    title: session.translate(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, snapshot, session.translate)],
    isPreferred: preferred,
    edit: session.workspaceEdit(snapshot, edits),
  };
}

function fixAllAction(snapshot: Snapshot, session: Session): CodeAction[] {
  const edit = difference(snapshot.text, fixAllIn(snapshot.document).text);
  if (!edit) return [];
  return [{ title: session.translate(message('Apply all safe fixes')), kind: FIX_ALL, edit: session.workspaceEdit(snapshot, [edit]) }];
}
