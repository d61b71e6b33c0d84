import type { BuildContext } from '../../context/build-context.ts';
import { createModel } from '../../model/index.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { RuleSettings } from '../../linter/settings.ts';
import { parse } from '../../syntax/parse.ts';

/** What every service works on: one version of a Dockerfile, with all that is known about it at this moment. Never changes. */
export interface DockerfileDocument {
  readonly text: string;
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly rules: RuleSettings;
  readonly assets: Assets;
}

/** The same document with another text: what of the old one still holds is not read again. */
export function withText(document: DockerfileDocument, text: string): DockerfileDocument {
  return text === document.text ? document : { ...document, text, model: createModel(parse(text, document.model.tree)) };
}
