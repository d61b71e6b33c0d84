import { contextPath } from '../../base/paths.ts';
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { factsOf } from '../../facts/facts.ts';
import { proposeIgnoreFile } from '../../languages/dockerignore/create.ts';
import type { IgnoreProposal } from '../../languages/dockerignore/create.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { commandIds } from '../messages.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';

const ignoreFileName = '.dockerignore';

/** A .dockerignore for the folder that a Dockerfile is built from, as an edit that makes the file; or why there is none. */
export type Creation =
  | { readonly edit: WorkspaceEdit; readonly uri: string; readonly proposal: IgnoreProposal }
  | { readonly refusal: string };

/** Makes the edit. All Dockerfiles that are built from the same folder count: what one of them names is not left out. */
export async function createDockerignore(snapshot: Snapshot, session: Session): Promise<Creation> {
  const { uri: dockerfile, document } = snapshot;
  const { snapshot: context } = document.build;
  const uri = session.contextFile(dockerfile, ignoreFileName);
  if (context.state !== 'known' || uri === undefined) {
    const reason = context.state === 'unavailable' ? context.reason : message('The build context is still being read.');
    return { refusal: session.translate(reason) };
  }
  const { ignore } = context.value;
  if (ignore) return { refusal: session.translate(message('There is a {file} already.', { file: ignore.path })) };
  const others = await session.usersOfContext(dockerfile);
  const users = [...others, { path: dockerfile, model: document.model }];
  const proposal = proposeIgnoreFile(context.value, users, session.translate);
  return { edit: creationEdit(uri, proposal.text, session), uri, proposal };
}

/** What is said when it is done: the bytes that the builder no longer gets. */
export function createdText({ before, after }: IgnoreProposal, { translate }: Session): string {
  if (after >= before) return translate(message('Created .dockerignore.'));
  return translate(
    message('Created .dockerignore: the build context shrinks from {before} to {after}.', {
      before: formatBytes(before),
      after: formatBytes(after),
    }),
  );
}

/** Offered on a COPY or ADD of the whole context, where there is no ignore file and one would leave something out. */
export async function createDockerignoreAction(snapshot: Snapshot, at: Span, session: Session): Promise<CodeAction[]> {
  const { model, build } = snapshot.document;
  const instruction = model.tree.instructions.find((candidate) => touches(candidate, at.start));
  const copy = instruction && factsOf(model, build).copyOf(instruction);
  if (!copy?.sources.some(({ kind, value }) => kind === 'path' && value !== undefined && contextPath(value) === '')) return [];
  if (build.snapshot.state !== 'known' || build.snapshot.value.ignore) return [];
  const creation = await createDockerignore(snapshot, session);
  if ('refusal' in creation || creation.proposal.effective.length === 0) return [];
  const { before, after } = creation.proposal;
  const title = session.translate(message('Create a .dockerignore that leaves out {size}', { size: formatBytes(before - after) }));
  const action = { title, kind: CodeActionKind.RefactorRewrite };
  if (!session.abilities.commands) return [{ ...action, edit: creation.edit }];
  return [{ ...action, command: { title, command: commandIds.createDockerignore, arguments: [snapshot.uri] } }];
}

/** An editor that cannot be told to make a file is told to write into it: most make it then. */
function creationEdit(uri: string, newText: string, { capabilities }: Session): WorkspaceEdit {
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
