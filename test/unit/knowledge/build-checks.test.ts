import { expect, it } from 'vitest';
import { buildChecks } from '../../../server/src/knowledge/build-checks.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { check, everyRule } from '../../support/rules.ts';

it('every check of Docker has a rule', () => {
  const aliases = new Set(allRules.flatMap((rule) => rule.aliases));
  expect(buildChecks.size).toBe(22);
  expect([...buildChecks].filter((name) => !aliases.has(name))).toEqual([]);
});

it('# check=skip=all turns off the checks of Docker, and no rules of other tools', () => {
  const text = 'FROM debian:12 as Build\nENV A b\n# TODO\nSHELL ["pwsh", "-Command"]\nRUN gci\n';
  const rulesIn = (file: string): readonly string[] => [...new Set(check(file, { settings: everyRule }).findings.map(({ rule }) => rule))];
  const all = rulesIn(text);
  const left = new Set(rulesIn(`# check=skip=all\n${text}`));
  const skipped = all.filter((rule) => !left.has(rule));
  expect(skipped.sort()).toEqual(['from-as-casing', 'legacy-key-value', 'stage-name-casing']);
});
