import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { allRules } from '../../../../server/src/rules/registry.generated.ts';
import { checkNamesOf, compareChecks, readCheckInputs, readCheckReasons, readRecordedChecks } from '../../../builds/agreement/checks.mjs';
import { check, everyRule } from '../../../support/rules.ts';

const inputs = readCheckInputs();
const recorded = readRecordedChecks();
const reasons = readCheckReasons();
const names = checkNamesOf(allRules);

/** The differences between the warnings of Docker and our findings, as check-differences.txt names them. */
function differencesOf(title: string, text: string): readonly string[] {
  const lines = new LineIndex(text);
  const findings = check(text, { settings: everyRule }).findings.map(({ rule, span }) => ({ rule, line: lines.lineAt(span.start) + 1 }));
  const { differences } = compareChecks(names, recorded[title] ?? [], findings);
  return [...new Set(differences.map(({ name, side }) => `${title}: ${name}, only ${side}`))];
}

describe('the checks of Docker and the rules with their names', () => {
  it('are all compared', () => {
    const asked = new Set(Object.values(recorded).flatMap((warnings) => warnings.map(({ name }) => name)));
    expect([...asked].sort()).toEqual([...names.keys()].sort());
  });

  it.each(inputs)('agree: $title', ({ title, text }) => {
    expect(recorded[title]).toBeDefined();
    expect(differencesOf(title, text)).toEqual([...reasons.keys()].filter((key) => key.startsWith(`${title}: `)));
  });

  it('differ only in inputs that exist', () => {
    const titles = inputs.map(({ title }) => title);
    expect(Object.keys(recorded)).toEqual(titles);
    expect(
      [...reasons.keys()].filter((key) => !key.startsWith('corpus: ') && !titles.some((title) => key.startsWith(`${title}: `))),
    ).toEqual([]);
  });
});
