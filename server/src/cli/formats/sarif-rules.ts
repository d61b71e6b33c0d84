import type { AnyRule, Severity } from '../../linter/rule.ts';
import { allRules } from '../../rules/registry.generated.ts';

/** SARIF 2.1.0, section 3.58.6: there are three levels. */
export const sarifLevels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** One `reportingDescriptor` per rule (SARIF 2.1.0, section 3.49), in the order of `allRules`. `pages`: the rule.md of each rule, by id. */
export function sarifRules(pages: Readonly<Record<string, string>>): readonly object[] {
  return allRules.map((rule) => descriptorOf(rule, pages[rule.id] ?? ''));
}

function descriptorOf(rule: AnyRule, page: string): object {
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.summary },
    fullDescription: { text: section(page, 'What it does') },
    help: { text: section(page, 'Why'), markdown: page },
    defaultConfiguration: { level: sarifLevels[rule.severity] },
    properties: { category: rule.category, aliases: rule.aliases, fix: rule.fix, since: rule.since, tags: ['dockerfile', rule.category] },
  };
}

/** The text below a `## heading` of a page, on one line. */
function section(page: string, heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  return rest.split(/\n## /)[0]!.trim().replace(/\s+/g, ' '); // prettier-ignore
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
