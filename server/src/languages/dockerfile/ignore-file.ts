import { contextPath } from '../../base/paths.ts';
import { factsOf } from '../../facts/facts.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import type { ContextUser } from '../../linter/rule.ts';
import { proposeIgnoreFile } from '../dockerignore/create.ts';
import type { IgnoreProposal, Refusal } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/**
 * A .dockerignore file for the build context of a Dockerfile, or the reason why there is none: the file exists already, or the context is
 * not known.
 *
 * @param users The Dockerfiles that are built from the same context. Files that one of them names are not excluded.
 */
export function ignoreFileFor(
  { model, build }: DockerfileDocument,
  users: readonly ContextUser[],
  translate: Translate,
): IgnoreProposal | Refusal {
  const { snapshot } = build;
  if (snapshot.state === 'unavailable') return { refused: snapshot.reason };
  if (snapshot.state === 'pending') return { refused: message('The build context is still loading.') };
  const { ignore } = snapshot.value;
  if (ignore) return { refused: message('{file} already exists.', { file: ignore.path }) };
  return proposeIgnoreFile(snapshot.value, [...users, { path: snapshot.value.dockerfile ?? '', model }], translate);
}

/** Whether the offset is on a COPY or ADD of the whole build context, and the context has no ignore file. */
export function copiesWholeContext({ model, build }: DockerfileDocument, offset: number): boolean {
  if (build.snapshot.state !== 'known' || build.snapshot.value.ignore) return false;
  const instruction = model.tree.instructions.find((candidate) => touches(candidate, offset));
  const sources = (instruction && factsOf(model, build).copyOf(instruction)?.sources) ?? [];
  return sources.some(({ kind, value }) => kind === 'path' && value !== undefined && contextPath(value) === '');
}
