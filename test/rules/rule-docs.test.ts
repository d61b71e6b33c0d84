import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyRule, Finding } from '../../server/src/linter/rule.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { readContextBlock } from '../support/context-block.ts';
import { checkIgnoreFile } from '../support/ignore-file.ts';
import { noFix, readRulePage, ruleHeadings } from '../support/rule-page.ts';
import type { Example } from '../support/rule-page.ts';
import { readRuleFile, rulePath } from '../support/rule-files.ts';
import { check, everyRule, noContext, preferredFix } from '../support/rules.ts';

describe.each(allRules)('$id/rule.md', (rule) => {
  const page = readRulePage(readRuleFile(rule, 'rule.md'));
  const fixes = !page.sections.get('Fixed')?.includes(noFix);

  it('has the title and the required headings', () => {
    expect(page.title).toBe(rule.id);
    expect(page.headings).toEqual(ruleHeadings);
  });

  it('documents each option, and has examples of each kind', () => {
    expect(Object.keys(rule.optionTexts ?? {}).sort()).toEqual(Object.keys(rule.options ?? {}).sort());
    expect(page.bad).not.toHaveLength(0);
    expect(page.good).not.toHaveLength(0);
    expect(page.fixed).toHaveLength(fixes ? page.bad.length : 0);
    expect(fixes).toBe(rule.fix !== 'none');
  });

  it('declares what a safe fix changes, but not for other fixes', () => {
    expect(rule.mayChange !== undefined).toBe(rule.fix === 'safe');
    expect(existsSync(rulePath(rule, 'may-change.ts')) && rule.fix !== 'safe').toBe(false);
  });

  it.each(page.bad)('bad example %#', (example) => {
    expect(findingsOf(rule, example)).not.toHaveLength(0);
    expect(errorsOfOthers(rule, example)).toEqual([]);
  });

  it.skipIf(!fixes).each(page.bad)('bad example %#, fixed', (example) => {
    const edits = findingsOf(rule, example).flatMap((finding) => preferredFix(finding)?.edits ?? []);
    const fixed = page.fixed[page.bad.indexOf(example)]!;
    expect(applyEdits(example.text, edits)).toBe(fixed.text);
    expect(errorsOfOthers(rule, { ...fixed, context: example.context })).toEqual([]);
  });

  it.each(page.good)('good example %#', (example) => {
    expect(findingsOf(rule, example)).toEqual([]);
    expect(errorsOfOthers(rule, example)).toEqual([]);
  });
});

function findingsOf(rule: AnyRule, example: Example): readonly Finding[] {
  return allFindings(rule, example).filter((finding) => finding.rule === rule.id);
}

/** Errors of other rules: the examples of a page must not have any. */
function errorsOfOthers(rule: AnyRule, example: Example): readonly Finding[] {
  return allFindings(rule, example).filter((finding) => finding.rule !== rule.id && finding.severity === 'error');
}

/** The findings of all rules, of which `rule` has the options of the example. */
function allFindings({ id }: AnyRule, { text, context, options, language }: Example): readonly Finding[] {
  const external = context === undefined ? noContext : readContextBlock(context);
  const run = { context: external, settings: { ...everyRule, byRule: { [id]: { options: options ?? {} } } } };
  return language === 'dockerignore' ? checkIgnoreFile(text, run) : check(text, run).findings;
}
