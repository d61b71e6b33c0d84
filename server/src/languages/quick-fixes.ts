import type { TextEdit } from '../base/edit.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { meets } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { safeFixOf } from '../linter/fix-all.ts';
import type { LintedText } from '../linter/linted-text.ts';
import type { Finding, FindingAction } from '../linter/rule.ts';
import { suppressEdit, suppressInFileEdit } from '../linter/suppress-edit.ts';
import { isBuildKitName } from '../linter/suppressions.ts';
import { ruleCatalogue } from '../rules/catalogue.generated.ts';

/** A quick fix for a finding. */
export interface QuickFix {
  readonly title: Message;
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  /** What it does instead of the edits, which are then empty. */
  readonly action?: FindingAction;
  /** Whether the "auto fix" command of an editor applies it: the first safe fix of its finding. */
  readonly preferred: boolean;
}

/** For how many findings there are actions at one place: nobody reads a longer list, and a line can have thousands of them. */
const mostFindings = 200;

/** The findings that `at` touches, for which actions are offered. */
export function findingsAt(findings: readonly Finding[], at: Span): readonly Finding[] {
  return findings.filter(({ span }) => meets(span, at)).slice(0, mostFindings);
}

/** The quick fixes of the findings that `at` touches: the fixes of their rules, safe ones first, then a comment that suppresses them. */
export function quickFixesFor(findings: readonly Finding[], source: LintedText, at: Span): readonly QuickFix[] {
  const touched = findingsAt(findings, at);
  return [...touched.flatMap(fixesOf), ...touched.flatMap((finding) => suppressions(finding, source))];
}

/** The fixes of a finding, safe ones first. */
function fixesOf(finding: Finding): readonly QuickFix[] {
  const best = safeFixOf(finding);
  const inOrder = [...finding.fixes].sort((a, b) => Number(a.level !== 'safe') - Number(b.level !== 'safe'));
  const fixes = inOrder.map((fix) => ({ title: fix.title, finding, edits: fix.edits, preferred: fix === best }));
  const { action } = finding;
  return action ? [...fixes, { title: message('Create .dockerignore'), finding, edits: [], action, preferred: false }] : fixes;
}

function suppressions(finding: Finding, source: LintedText): readonly QuickFix[] {
  const { rule } = finding;
  const check = ruleCatalogue.find(({ id }) => id === rule)?.aliases.find(isBuildKitName);
  return [
    { title: message('Suppress {rule} here', { rule }), finding, edits: suppressEdit(finding, source), preferred: false },
    { title: message('Suppress {rule} in this file', { rule }), finding, edits: suppressInFileEdit(rule, check, source), preferred: false },
  ].filter(({ edits }) => edits.length > 0);
}
