import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import { minimalEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { QuickFix } from '../../languages/quick-fixes.ts';
import type { NamedOffer } from '../../refactorings/offers.ts';
import type { RefactoringKind } from '../../refactorings/refactoring.ts';
import { fixAll } from '../capabilities.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { createDockerignore, createDockerignoreAction } from './create-dockerignore.ts';
import { toDiagnostic } from './diagnostics.ts';
import { multiStageAction } from './multi-stage.ts';
import { ruleActions } from './rule-actions.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** Quick fixes for the findings in the range, refactorings, and fix-all if its kind is requested (on save, in the menu of source actions). */
export const codeActions: Feature = (connection, session) => {
  connection.onCodeAction(async ({ textDocument, range, context: { only } }, token) => {
    const snapshot = await wholeSnapshot(session, textDocument.uri, token);
    if (!snapshot) return [];
    const { service, document, lines } = snapshot;
    const at = toSpan(lines, range);
    // What the rest asks for, and what refactorings compute, may take long.
    await answerInSlices(service.diagnostics(document), token);
    const offers = await answerInSlices(service.refactorings?.(document, at), token);
    if (token.isCancellationRequested) return [];
    const isRefactoring = wants(only, CodeActionKind.RefactorRewrite);
    return [
      ...(wants(only, CodeActionKind.QuickFix) ? await quickFixes(service.quickFixes(document, at), snapshot, session) : []),
      ...(wants(only, CodeActionKind.QuickFix) ? await ruleActions(snapshot, at, session) : []),
      ...refactorings(offers ?? [], only, snapshot, session),
      ...(isRefactoring ? await multiStageAction(snapshot, at, session) : []),
      ...(isRefactoring ? await createDockerignoreAction(snapshot, at, session) : []),
      ...(only && wants(only, fixAll) ? await fixAllAction(snapshot, session) : []),
    ];
  });
};

/** Whether actions of `kind` are requested: by that kind, by one that includes it, or by no kind at all. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

/** The kinds of LSP for those of refactorings. */
const refactoringKinds: Readonly<Record<RefactoringKind, string>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
};

function refactorings(
  offers: readonly NamedOffer[],
  only: readonly string[] | undefined,
  snapshot: ServedSnapshot,
  session: Session,
): readonly CodeAction[] {
  return offers
    .map(({ title, edits, kind }) => ({ title: session.translate(title), kind: refactoringKinds[kind], edits }))
    .filter(({ kind }) => wants(only, kind))
    .map(({ title, kind, edits }) => ({ title, kind, edit: session.workspaceEdit(snapshot, edits) }));
}

/** One action for each fix. Several findings may offer to create the same file: it is created once. */
async function quickFixes(fixes: readonly QuickFix[], snapshot: ServedSnapshot, session: Session): Promise<CodeAction[]> {
  const creating = fixes.filter(({ action }) => action === 'createIgnoreFile');
  const [first] = creating;
  const creation = first && (await createDockerignore(snapshot, session));
  return fixes.flatMap((fix) => {
    if (fix.action === undefined) return [toAction(fix, snapshot, session)];
    if (fix !== first || !creation || 'refusal' in creation) return [];
    const diagnostics = creating.map(({ finding }) => toDiagnostic(finding, snapshot, session));
    return [{ ...toAction(fix, snapshot, session), diagnostics, edit: creation.edit }];
  });
}

function toAction({ title, finding, edits, preferred }: QuickFix, snapshot: ServedSnapshot, session: Session): CodeAction {
  return {
    title: session.translate(title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, snapshot, session)],
    isPreferred: preferred,
    edit: session.workspaceEdit(snapshot, edits),
  };
}

async function fixAllAction(snapshot: ServedSnapshot, session: Session): Promise<CodeAction[]> {
  const result = await session.inSlicesForText(snapshot, snapshot.service.fixAll(snapshot.document));
  const edit = result && minimalEdit(snapshot.text, result.text);
  if (!edit) return [];
  return [{ title: session.translate(message('Apply all safe fixes')), kind: fixAll, edit: session.workspaceEdit(snapshot, [edit]) }];
}
