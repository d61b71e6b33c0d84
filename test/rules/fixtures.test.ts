import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/linter/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import type { TextEdit } from '../../server/src/base/edit.ts';
import { english } from '../../server/src/base/message.ts';
import { readContextBlock } from '../support/context-block.ts';
import { drawMarkers, markersOf, readFixture } from '../support/fixture.ts';
import type { FixtureCase } from '../support/fixture.ts';
import { checkIgnoreFile } from '../support/ignore-file.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { readRulePage } from '../support/rule-page.ts';
import { check, everyRule, isAboutIgnoreFiles, noContext, preferredFix } from '../support/rules.ts';

describe.each(allRules)('$id/cases.txt', (rule) => {
  const cases = readFixture(readRuleFile(rule, 'cases.txt'));

  it('has a case with findings, and one without', () => {
    expect(cases.some((each) => each.expected.length > 0)).toBe(true);
    expect(cases.some((each) => each.expected.length === 0)).toBe(true);
  });

  it('shows the fix of each of its checks: in a case with `--- check`, or, for a single check, in the first bad example of rule.md', () => {
    const shown = new Set(cases.flatMap((each) => each.checks));
    if (rule.checks.length === 1 && shown.size === 0) {
      const [example] = readRulePage(readRuleFile(rule, 'rule.md')).bad;
      expect(levelsIn(findingsOf(example!))).toEqual([rule.fix]);
    } else expect([...shown].sort((a, b) => a - b)).toEqual(rule.checks);
  });

  it.each(cases)('$title', (each) => {
    const findings = findingsOf(each);
    if (each.checks.length > 0) expect(levelsIn(findings), 'levels in a case of a check').toEqual([each.fixes[0]?.level ?? 'none']);
    expect(drawMarkers(each.text, markersOf(findings, rule.messages, each.expected))).toBe(drawMarkers(each.text, each.expected));
    for (const { level, title, text } of each.fixes) {
      const fixes = findings.flatMap((finding) => finding.fixes).filter((fix) => english(fix.title) === title);
      expect(
        fixes.map((fix) => fix.level),
        `levels of "${title}"; offered: ${offered(each)}`,
      ).toEqual(fixes.map(() => level));
      expect(fixes, `"${title}"; offered: ${offered(each)}`).not.toHaveLength(0);
      expect(applyEdits(each.text, unique(fixes.flatMap((fix) => fix.edits)))).toBe(text);
    }
    if (each.noFix) expect(offered(each)).toBe('');
  });

  function findingsOf({ text, context, options }: Pick<FixtureCase, 'text' | 'context' | 'options'>): readonly Finding[] {
    const external = context === undefined ? noContext : readContextBlock(context);
    const run = { rules: [rule], context: external, settings: { ...everyRule, byRule: { [rule.id]: { options: options ?? {} } } } };
    return isAboutIgnoreFiles(rule) ? checkIgnoreFile(text, run) : check(text, run).findings;
  }

  function offered(each: FixtureCase): string {
    const fixes = findingsOf(each).flatMap((finding) => finding.fixes);
    return fixes.map((fix) => `${fix.level}: ${english(fix.title)}`).join(', ');
  }
});

/** The level of the best fix of each finding, without repetition. */
function levelsIn(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map((finding) => preferredFix(finding)?.level ?? 'none'))];
}

/** Several findings may have the same edit, for example of a directive that they all need. */
function unique(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit])).values()];
}
