import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import { quickFixes } from '../../languages/dockerfile/code-actions.ts';
import type { QuickFix } from '../../languages/quick-fixes.ts';
import { ignoreQuickFixes } from '../../languages/dockerignore/code-actions.ts';
import { fixAllInIgnoreFile } from '../../languages/dockerignore/fix-all.ts';
import { difference, fixAllIn } from '../../languages/dockerfile/fix-all.ts';
import { message } from '../../base/message.ts';
import { fixAll } from '../capabilities.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';
import { createDockerignoreAction } from './create-dockerignore.ts';
import { toDiagnostic } from './diagnostics.ts';
import { multiStageAction } from './multi-stage.ts';

/** All that an edit needs to be told. */
type Place = Pick<Snapshot, 'uri' | 'version' | 'text' | 'lines'>;

/** Quick fixes of the findings in the range; the conversion to several stages; fix-all where it is asked for by its kind (on save, in the menu of source actions). */
export const codeActions: Feature = (connection, session) => {
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const { only } = context;
    const toActions = (fixes: readonly QuickFix[], snapshot: Place): CodeAction[] => fixes.map((fix) => toAction(fix, snapshot, session));
    const answer = await session.answer(textDocument.uri, token, {
      dockerfile: async (snapshot) => {
        const at = toSpan(snapshot.lines, range);
        return [
          ...(wants(only, CodeActionKind.QuickFix) ? toActions(quickFixes(snapshot.document, at), snapshot) : []),
          ...(wants(only, CodeActionKind.RefactorRewrite) ? multiStageAction(snapshot, at, session) : []),
          ...(wants(only, CodeActionKind.RefactorRewrite) ? await createDockerignoreAction(snapshot, at, session) : []),
          ...(only && wants(only, fixAll) ? fixAllAction(snapshot, fixAllIn(snapshot.document).text, session) : []),
        ];
      },
      ignoreFile: (snapshot) => {
        const at = toSpan(snapshot.lines, range);
        return [
          ...(wants(only, CodeActionKind.QuickFix) ? toActions(ignoreQuickFixes(snapshot.document, at), snapshot) : []),
          ...(only && wants(only, fixAll) ? fixAllAction(snapshot, fixAllInIgnoreFile(snapshot.document).text, session) : []),
        ];
      },
    });
    return answer ?? [];
  });
};

/** Whether an answer of `kind` is asked for: by that kind, by one above it, or by none at all. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

function toAction({ title, finding, edits, preferred }: QuickFix, snapshot: Place, session: Session): CodeAction {
  return {
    title: session.translate(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, snapshot, session.translate)],
    isPreferred: preferred,
    edit: session.workspaceEdit(snapshot, edits),
  };
}

function fixAllAction(snapshot: Place, fixed: string, session: Session): CodeAction[] {
  const edit = difference(snapshot.text, fixed);
  if (!edit) return [];
  return [{ title: session.translate(message('Apply all safe fixes')), kind: fixAll, edit: session.workspaceEdit(snapshot, [edit]) }];
}
