import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import { findingOf, inOrder } from './engine.ts';
import type { RuleFailure } from './engine.ts';
import { isRuleMeant, readPragmaText } from './suppressions.ts';
import type { AnyRule, ContextUser, Finding } from './rule.ts';
import { defaultRuleSettings, inForce } from './settings.ts';
import type { RuleSettings } from './settings.ts';

/** What a run of the rules about a .dockerignore looks at. */
export interface IgnoreRun {
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  readonly users: readonly ContextUser[];
  readonly rules: readonly AnyRule[];
  readonly settings?: RuleSettings;
  /** Hears of a rule that threw, which costs that rule's findings and nothing else. */
  readonly onFailure?: (failure: RuleFailure) => void;
}

/** Everything that the rules find in a .dockerignore, its pragmas and the settings applied, in the order of the text. Never throws. */
export function runIgnoreRules(run: IgnoreRun): readonly Finding[] {
  const settings = run.settings ?? defaultRuleSettings;
  const findings = run.rules.flatMap((rule): readonly Finding[] => {
    const { severity, options } = inForce(rule, settings);
    const visit = rule.on.ignoreFile;
    if (severity === 'off' || !visit) return [];
    const found: Finding[] = [];
    const { file, build, users } = run;
    try {
      visit({ file, build, users, options, report: (report) => found.push(findingOf(rule, severity, report)) });
    } catch (error) {
      run.onFailure?.({ rule: rule.id, at: undefined, error });
      return [];
    }
    return found.filter((finding) => !isSilenced(rule, finding, file));
  });
  return inOrder(findings);
}

/** `# layerwise ignore=<rule>` on the line above, or `# layerwise global ignore=<rule>` on any. */
function isSilenced(rule: AnyRule, { span }: Finding, { text, comments }: IgnoreFile): boolean {
  const line = text.slice(0, span.start).split('\n').length - 1;
  return comments.some((comment) =>
    readPragmaText(comment.text).some(
      ({ tool, isGlobal, ids }) => (isGlobal || comment.line === line - 1) && ids.some((id) => isRuleMeant(rule, tool, id)),
    ),
  );
}
