import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createIgnoreDocument } from '../../server/src/languages/dockerignore/document.ts';
import type { IgnoreDocument } from '../../server/src/languages/dockerignore/document.ts';
import { isDockerfileName } from '../../server/src/workspace/discovery/sources.ts';
import { createModel } from '../../server/src/model/index.ts';
import { runRules } from '../../server/src/linter/engine.ts';
import type { AnyRule, Finding } from '../../server/src/linter/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { defaultRuleSettings } from '../../server/src/linter/settings.ts';
import { defaultRules } from '../../server/src/rules/rules-for.ts';
import type { RuleSettings } from '../../server/src/linter/settings.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { everyRule, noContext } from './rules.ts';

/** A .dockerignore as a document of the language. The Dockerfiles that use it are those with a text in the context. */
export function ignoreDocumentOf(text: string, context: External<ContextSnapshot> = noContext, rules = defaultRules): IgnoreDocument {
  const texts = context.state === 'known' ? [...context.value.texts] : [];
  const users = texts.flatMap(([path, source]) =>
    isDockerfileName(path) && source !== '' ? [{ path, model: createModel(parse(source)) }] : [],
  );
  return createIgnoreDocument({ text, build: createBuildContext(context), users, rules });
}

/** Runs rules on a .dockerignore (by default those that are on by default). A rule that throws fails the test. */
export function checkIgnoreFile(
  text: string,
  options: { readonly rules?: readonly AnyRule[]; readonly context?: External<ContextSnapshot>; readonly settings?: RuleSettings } = {},
): readonly Finding[] {
  const { file, build, users } = ignoreDocumentOf(text, options.context);
  return runRules({
    file,
    build,
    users,
    rules: options.rules ?? allRules,
    settings: options.settings ?? (options.rules ? everyRule : defaultRuleSettings),
    onFailure: ({ rule, error }) => {
      throw new Error(`rule ${rule} threw on ${JSON.stringify(text)}`, { cause: error });
    },
  });
}
