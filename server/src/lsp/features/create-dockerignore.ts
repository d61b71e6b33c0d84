import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { isRefusal } from '../../languages/results.ts';
import type { IgnoreProposal } from '../../languages/results.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { commandIds } from '../messages.ts';
import type { Session } from '../session.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

const ignoreFileName = '.dockerignore';

/** A .dockerignore for the build context of a Dockerfile, as an edit that creates the file; or the reason of a refusal. */
export type Creation =
  | { readonly edit: WorkspaceEdit; readonly uri: string; readonly proposal: IgnoreProposal }
  | { readonly refusal: string };

/** Creates the edit, including what other Dockerfiles with the same context need. Undefined if the language has no build context. */
export async function createDockerignore(snapshot: ServedSnapshot, session: Session): Promise<Creation | undefined> {
  const { uri: dockerfile, service, document } = snapshot;
  const proposal = service.ignoreFile?.(document, await session.usersOfContext(dockerfile), session.translate);
  const uri = session.contextFile(dockerfile, ignoreFileName);
  if (!proposal) return undefined;
  if (isRefusal(proposal)) return { refusal: session.translate(proposal.refused) };
  if (uri === undefined) return undefined;
  return { edit: creationEdit(uri, proposal.text, session), uri, proposal };
}

/** The message after the file was created: how much smaller the build context is. */
export function createdText(
  { before, after }: Pick<IgnoreProposal, 'before' | 'after'>,
  { translate }: Pick<Session, 'translate'>,
): string {
  if (after >= before) return translate(message('Created .dockerignore.'));
  const sizes = { before: formatBytes(before), after: formatBytes(after) };
  // Rounded to the same text, the two sizes would say that nothing is excluded.
  return translate(
    sizes.before === sizes.after
      ? message('Created .dockerignore: it excludes {size} of the build context.', { size: formatBytes(before - after) })
      : message('Created .dockerignore: the build context is now {after} instead of {before}.', sizes),
  );
}

/** Offered on a COPY or ADD of the whole context if there is no ignore file and one would exclude something. */
export async function createDockerignoreAction(snapshot: ServedSnapshot, at: Span, session: Session): Promise<CodeAction[]> {
  if (!snapshot.service.offersIgnoreFile?.(snapshot.document, at.start)) return [];
  const creation = await createDockerignore(snapshot, session);
  if (!creation || 'refusal' in creation || creation.proposal.effective.length === 0) return [];
  const { before, after } = creation.proposal;
  const title = session.translate(message('Create .dockerignore to exclude {size}', { size: formatBytes(before - after) }));
  const action = { title, kind: CodeActionKind.RefactorRewrite };
  if (!session.abilities.commands) return [{ ...action, edit: creation.edit }];
  return [{ ...action, command: { title, command: commandIds.createDockerignore, arguments: [snapshot.uri] } }];
}

/** Creates a file with a text. A client without support for creating files gets a text edit of the file: most clients then create it. */
export function creationEdit(uri: string, newText: string, { capabilities }: Pick<Session, 'capabilities'>): WorkspaceEdit {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
  if (!documentChanges || !resourceOperations?.includes('create')) return { changes: { [uri]: [{ range, newText }] } };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: false, overwrite: false } },
      { textDocument: { uri, version: null }, edits: [{ range, newText }] },
    ],
  };
}
