import { defaultRules } from '../../server/src/rules/rules-for.ts';
import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createModel } from '../../server/src/model/index.ts';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { assets } from './assets.ts';
import { noContext } from './rules.ts';

/** A Dockerfile as a document of the language; without a build context unless one is given. */
export function documentOf(text: string, context: External<ContextSnapshot> = noContext): DockerfileDocument {
  return { text, model: createModel(parse(text)), build: createBuildContext(context), rules: defaultRules, assets };
}
