import { message } from '../../../base/message.ts';
import { covers } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { runRulesInSteps } from '../../../linter/engine.ts';
import type { AnyRule, Finding } from '../../../linter/rule.ts';
import type { RuleSetting, RuleSettings } from '../../../linter/settings.ts';
import { ruleCatalogue } from '../../../rules/catalogue.generated.ts';
import { allRules } from '../../../rules/registry.generated.ts';
import type { LayerSize } from '../../../sizes/size.ts';
import type { DockerfileDocument } from '../document.ts';
import { estimatesInSteps } from '../document-sizes.ts';
import { riskOf } from './risks.ts';
import type { Candidate } from '../../saving.ts';

/** Rules whose fixes can make the image smaller. Smaller base images have their own candidates, of more kinds. */
const sizeRules = allRules.filter(
  ({ id, category }) => (category === 'size' && id !== 'slimmer-base-image') || id === 'missing-cache-mount',
);

/** The fixes of the rules about size, also of those that are off by default; not of those that the user turned off or suppressed. */
export function* ruleCandidates(document: DockerfileDocument): Work<readonly Candidate[]> {
  const { model, build, assets, rules } = document;
  const findings = yield* runRulesInSteps({ model, build, assets, rules: sizeRules, known: ruleCatalogue, settings: settingsFrom(rules.settings) }); // prettier-ignore
  const found: Candidate[] = [];
  for (const finding of findings) {
    const { rule: source, span: at, message: reason } = finding;
    for (const { title, level, edits, dependsOn } of finding.fixes) {
      if (edits.length === 0) continue;
      const risk = level === 'safe' ? undefined : riskOf(source);
      found.push({ source, title, reason, level, risk, at, change: { kind: 'edits', edits, dependsOn } });
    }
    yield;
  }
  return [...found, ...(yield* withoutFix(document, findings))];
}

/** All size rules, with the smallest thresholds. */
function settingsFrom({ byRule }: RuleSettings): RuleSettings {
  const settingOf = (rule: AnyRule): RuleSetting => {
    const { severity, options } = byRule[rule.id] ?? {};
    return { ...(severity === 'off' && { severity }), options: { ...options, ...(rule.refactoring as object | undefined) } };
  };
  return { preset: 'all', byRule: Object.fromEntries(sizeRules.map((rule) => [rule.id, settingOf(rule)])) };
}

/** Waste that a rule reports without a fix, because only a person can rewrite the lines. The bytes are those that the layers count as waste. */
function* withoutFix(document: DockerfileDocument, findings: readonly Finding[]): Work<readonly Candidate[]> {
  const stages = yield* estimatesInSteps(document);
  const wasteful = stages.flatMap(({ layers }) => layers).filter(({ estimate }) => estimate.wasted > 0);
  const layersAt = (spans: readonly Span[]): readonly LayerSize[] =>
    wasteful.filter(({ instruction }) => spans.some((span) => covers(instruction, span)));
  const found = findings.flatMap(({ rule, fixes, span, related }) => {
    if (fixes.length > 0) return [];
    if (rule === 'removed-in-later-layer') return layersAt(related.map((other) => other.span)).flatMap(deletedLater);
    return rule === 'files-stored-twice' ? layersAt([span]).map(storedTwice) : [];
  });
  return found.filter(({ at }, i) => found.findIndex((other) => other.at.start === at.start) === i);
}

/** The command in between decides whether it can read the files from a mount. The waste of a RUN is more than what is deleted later. */
function deletedLater({ instruction: { keyword, keywordSpan: at }, estimate }: LayerSize): readonly Candidate[] {
  if (keyword === 'RUN') return [];
  return [
    {
      source: 'removed-in-later-layer',
      title: message('Use RUN --mount=type=bind instead of {keyword}', { keyword }),
      reason: message('A later layer deletes these files, but this layer still contains them.'),
      level: 'suggestion',
      risk: message('The commands that read the files have to be in the RUN with the mount.'),
      at,
      change: { kind: 'manual' },
      manualBytes: estimate.wasted,
    },
  ];
}

function storedTwice({ instruction, estimate }: LayerSize): Candidate {
  return {
    source: 'files-stored-twice',
    title: message('Use COPY --chown or --chmod'),
    reason: estimate.detail,
    level: 'suggestion',
    risk: riskOf('files-stored-twice'),
    at: instruction.keywordSpan,
    change: { kind: 'manual' },
    manualBytes: estimate.wasted,
  };
}
