import type { BuildContext } from '../../context/build-context.ts';
import type { BuiltImages } from '../../context/built-image.ts';
import { createModel } from '../../model/index.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { RulesInUse } from '../../linter/settings.ts';
import type { DocumentInput, LanguageDocument } from '../language-service.ts';
import { parse } from '../../syntax/parse.ts';

/** One version of a Dockerfile with all known data about it. Immutable. */
export interface DockerfileDocument extends LanguageDocument {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly rules: RulesInUse;
  readonly assets: Assets;
  readonly built?: BuiltImages | undefined;
}

/** Parses a Dockerfile and reuses unchanged parts of `previous`, an earlier version of it. */
export function createDockerfileDocument(
  { text, build, rules, assets, built }: DocumentInput,
  previous?: DockerfileDocument,
): DockerfileDocument {
  const model = previous?.text === text ? previous.model : createModel(parse(text, previous?.model.tree));
  return { text, model, build, rules, assets, built };
}

/** The same document with more known about its build context. */
export function withBuild(document: DockerfileDocument, build: BuildContext): DockerfileDocument {
  return build === document.build ? document : createDockerfileDocument({ ...document, build, users: [] }, document);
}

/** The same document with another text. Unchanged parts are reused. */
export function withText(document: DockerfileDocument, text: string): DockerfileDocument {
  return text === document.text ? document : createDockerfileDocument({ ...document, text, users: [] }, document);
}
