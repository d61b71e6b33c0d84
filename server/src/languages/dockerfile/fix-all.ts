import { runRules } from '../../linter/engine.ts';
import { fixAll } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import { diagnose } from './diagnostics.ts';
import { withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** The rules that have something to mend: the others need not look again after each round. */
const mending = allRules.filter((rule) => rule.fix === 'safe');

/** The document with all safe fixes applied of what `find` finds in it (all rules, unless told), and which findings they mended. */
export function fixAllIn(
  document: DockerfileDocument,
  find: (current: DockerfileDocument) => readonly Finding[] = (current) => (current === document ? diagnose(current) : mendable(current)),
): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = withText(document, text);
    return { units: current.model.tree.instructions, findings: find(current) };
  });
}

function mendable({ model, build, rules: settings }: DockerfileDocument): readonly Finding[] {
  return runRules({ model, build, rules: mending, settings });
}
