// server/src/cli/sarif-rules.generated.ts: the rules as SARIF's reportingDescriptor, their pages included (`layerwise explain` prints them).
import { section } from './rules.mjs';
import { pascalCase, typescriptNotice } from './text.mjs';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

export function sarif(rules) {
  const descriptors = rules.map((rule) => ({
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.summary },
    fullDescription: { text: section(rule.page, 'What it does').replace(/\s+/g, ' ') },
    help: { text: section(rule.page, 'Why').replace(/\s+/g, ' '), markdown: rule.page },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { category: rule.category, aliases: rule.aliases, fix: rule.fix, since: rule.since, tags: ['dockerfile', rule.category] },
  }));
  const text = [
    typescriptNotice,
    '',
    '/** One `reportingDescriptor` a rule, as SARIF 2.1.0 has it (section 3.49), in the order of `allRules`. */',
    `export const sarifRules = ${JSON.stringify(descriptors, null, 2)};`,
    '',
  ];
  return { 'server/src/cli/sarif-rules.generated.ts': text.join('\n') };
}
