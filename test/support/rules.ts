import { message } from '../../server/src/base/message.ts';
import type { External } from '../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../server/src/context/context.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { createModel } from '../../server/src/model/index.ts';
import { assets } from './assets.ts';
import type { DockerfileModel } from '../../server/src/model/model.ts';
import { runRules } from '../../server/src/linter/engine.ts';
import { safeFixOf } from '../../server/src/linter/fix-all.ts';
import type { Checked } from '../../server/src/linter/fix-all.ts';
import type { AnyRule, Finding, Fix } from '../../server/src/linter/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { defaultRuleSettings } from '../../server/src/linter/settings.ts';
import type { RuleSettings } from '../../server/src/linter/settings.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';

export interface CheckOptions {
  readonly rules?: readonly AnyRule[];
  readonly context?: External<ContextSnapshot>;
  readonly settings?: RuleSettings;
  /** The tree of an earlier version of the text: only what changed is parsed. */
  readonly previous?: DockerfileTree | undefined;
}

/** A parsed Dockerfile with the findings of the rules. */
export interface CheckedDockerfile extends Checked {
  readonly tree: DockerfileTree;
  readonly model: DockerfileModel;
}

export const noContext: External<ContextSnapshot> = { state: 'unavailable', reason: message('There is no folder.') };

/** Settings that turn every rule on. */
export const everyRule: RuleSettings = { preset: 'all', byRule: {} };

/**
 * Runs rules on a text without a build context: those that are on by default, or the given ones. A rule that throws fails the test.
 */
export function check(text: string, options: CheckOptions = {}): CheckedDockerfile {
  const tree = parse(text, options.previous);
  const model = createModel(tree);
  const findings = runRules({
    model,
    build: createBuildContext(options.context ?? noContext),
    assets,
    rules: options.rules ?? allRules,
    settings: options.settings ?? (options.rules ? everyRule : defaultRuleSettings),
    onFailure: ({ rule, error }) => {
      throw new Error(`rule ${rule} threw on ${JSON.stringify(text)}`, { cause: error });
    },
  });
  return { tree, model, units: tree.instructions, findings };
}

/** Whether the rule is about .dockerignore files instead of Dockerfiles. */
export function isAboutIgnoreFiles(rule: AnyRule): boolean {
  return rule.on.ignoreFile !== undefined;
}

export function ruleOf(id: string): AnyRule {
  const rule = allRules.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`unknown rule ${id}: run npm run generate`);
  return rule;
}

/** The fix that an editor offers first: the safe one, else the first suggestion. */
export function preferredFix(finding: Finding): Fix | undefined {
  return safeFixOf(finding) ?? finding.fixes[0];
}
