import { expect, it } from 'vitest';
import { sarifRules } from '../../../server/src/cli/formats/sarif-rules.ts';
import { rulePages } from '../../../server/src/rules/pages.generated.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { readRuleFile } from '../../support/rule-files.ts';
import { ruleOf } from '../../support/rules.ts';

interface Descriptor {
  readonly id: string;
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
}

it('the description of each rule is its page', () => {
  const descriptors = sarifRules(rulePages) as readonly Descriptor[];
  expect(descriptors.map(({ id }) => id)).toEqual(allRules.map(({ id }) => id));
  for (const { id, fullDescription, help } of descriptors) {
    expect(help.markdown).toBe(readRuleFile(ruleOf(id), 'rule.md'));
    for (const text of [fullDescription.text, help.text]) {
      expect(text).toMatch(/^\S.*\S$/);
      expect(help.markdown.replace(/\s+/g, ' ')).toContain(text);
    }
  }
});
