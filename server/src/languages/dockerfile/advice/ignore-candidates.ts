import { english, message } from '../../../base/message.ts';
import type { Translate } from '../../../base/message.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { createBuildContext } from '../../../context/snapshot-context.ts';
import { factsOf } from '../../../facts/facts.ts';
import type { ContextUser } from '../../../linter/rule.ts';
import { lineageOf } from '../../../model/stages.ts';
import { proposeIgnoreFile } from '../../dockerignore/create.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Candidate, Change } from '../../saving.ts';

type IgnoreChange = Change & { readonly kind: 'ignoreFile' };

/**
 * A new .dockerignore, or more lines for the one there is, if a folder of the build context is copied.
 *
 * @param users All Dockerfiles that are built from this context. Files that one of them names are not excluded.
 */
export function ignoreCandidates(
  { model, build }: DockerfileDocument,
  users: readonly ContextUser[],
  translate: Translate = english,
): readonly Candidate[] {
  const { snapshot } = build;
  const facts = factsOf(model, build);
  const inImage = model.final ? lineageOf(model.final).flatMap(({ instructions }) => instructions) : [];
  const copy = inImage.find((instruction) => facts.copyOf(instruction)?.sources.some(({ match }) => match?.isDirectory));
  if (!copy || snapshot.state !== 'known') return [];
  const own = { path: snapshot.value.dockerfile ?? '', model };
  const { change, lines } = changeOf(snapshot.value, [...users, own], translate);
  if (lines.length === 0) return [];
  const title = change.exists ? message('Add lines to {file}', { file: change.path }) : message('Create .dockerignore');
  return [
    {
      source: 'dockerignore',
      title,
      reason: message('Files that the image does not need are copied into it: {files}.', { files: lines.join(', ') }),
      level: 'suggestion',
      risk: message('The build may need a file that it excludes.'),
      at: copy.keywordSpan,
      change,
    },
  ];
}

/** Lines that are inserted first leave the exceptions below them in force. */
function changeOf(
  context: ContextSnapshot,
  users: readonly ContextUser[],
  translate: Translate,
): { readonly change: IgnoreChange; readonly lines: readonly string[] } {
  const { ignore } = context;
  const { text, effective } = proposeIgnoreFile({ ...context, ignore: undefined }, users, translate);
  if (!ignore) return { change: { kind: 'ignoreFile', path: '.dockerignore', exists: false, added: text, text }, lines: effective };
  const present = new Set(ignore.text.split(/\r?\n/).map((line) => line.trim()));
  const lines = effective.filter((line) => !present.has(line));
  const added = lines.map((line) => `${line}\n`).join('');
  return { change: { kind: 'ignoreFile', path: ignore.path, exists: true, added, text: added + ignore.text }, lines };
}

/** The document in a build context with another ignore file. */
export function withIgnoreFile(document: DockerfileDocument, { path, text }: IgnoreChange): DockerfileDocument {
  const { snapshot } = document.build;
  if (snapshot.state !== 'known') return document;
  return { ...document, build: createBuildContext({ state: 'known', value: { ...snapshot.value, ignore: { path, text } } }) };
}
