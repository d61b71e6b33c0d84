import { runRules } from '../../linter/engine.ts';
import { fixAll } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import { diagnose } from './diagnostics.ts';
import { withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** The rules with safe fixes. The others do not have to run again after each round. */
const safeFixRules = allRules.filter((rule) => rule.fix === 'safe');

/**
 * Applies all safe fixes, and returns the text and the fixed findings.
 *
 * @param find Returns the findings to fix. By default, those of all rules.
 */
export function fixAllIn(
  document: DockerfileDocument,
  find: (current: DockerfileDocument) => readonly Finding[] = (current) =>
    current === document ? diagnose(current) : findSafeFixes(current),
): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = withText(document, text);
    return { units: current.model.tree.instructions, findings: find(current) };
  });
}

function findSafeFixes({ model, build, rules: settings }: DockerfileDocument): readonly Finding[] {
  return runRules({ model, build, rules: safeFixRules, settings });
}
