import type { BuildContext } from '../../context/build-context.ts';
import { createModel } from '../../model/index.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { RuleSettings } from '../../linter/settings.ts';
import type { DocumentInput, LanguageDocument } from '../language-service.ts';
import { parse } from '../../syntax/parse.ts';

/** One version of a Dockerfile, with everything that is known about it at this moment. Never changes. */
export interface DockerfileDocument extends LanguageDocument {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly rules: RuleSettings;
  readonly assets: Assets;
}

/** Reads a Dockerfile. What of `previous`, an earlier version of it, still holds is not read again. */
export function createDockerfileDocument({ text, build, rules, assets }: DocumentInput, previous?: DockerfileDocument): DockerfileDocument {
  const model = previous?.text === text ? previous.model : createModel(parse(text, previous?.model.tree));
  return { text, model, build, rules, assets };
}

/** The same document with another text: what of the old one still holds is not read again. */
export function withText(document: DockerfileDocument, text: string): DockerfileDocument {
  return text === document.text ? document : createDockerfileDocument({ ...document, text, users: [] }, document);
}
