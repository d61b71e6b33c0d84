// server/src/rules/*.generated.ts: the rules in several lists, so that a file has its diagnostics before code is read that they do not need.
import { camelCase, typescriptNotice } from './text.mjs';

const folder = 'server/src/rules';

/** What the settings and the comments in a file refer to: the members of `RuleInfo`. */
const infoMembers = ['id', 'aliases', 'category', 'severity', 'preset', 'options'];

export function registry(rules) {
  const isRecommended = ({ preset = 'recommended' }) => preset === 'recommended';
  return {
    [`${folder}/recommended.generated.ts`]: rulesFile('recommendedRules', 'The rules of the preset `recommended`.', rules.filter(isRecommended)), // prettier-ignore
    [`${folder}/others.generated.ts`]: rulesFile('otherRules', 'The rules that are off by default.', rules.filter((rule) => !isRecommended(rule))), // prettier-ignore
    [`${folder}/registry.generated.ts`]: allFile(),
    [`${folder}/catalogue.generated.ts`]: catalogueFile(rules),
    [`${folder}/summaries.generated.ts`]: summariesFile(rules),
  };
}

function rulesFile(name, comment, rules) {
  return lines(
    ...rules.map(({ id, category }) => `import { rule as ${camelCase(id)} } from './${category}/${id}/rule.ts';`),
    `import type { AnyRule } from '../linter/rule.ts';`,
    '',
    `/** ${comment} */`,
    `export const ${name}: readonly AnyRule[] = [`,
    ...rules.map(({ id }) => `  ${camelCase(id)},`),
    '];',
  );
}

function allFile() {
  return lines(
    `import type { AnyRule } from '../linter/rule.ts';`,
    `import { otherRules } from './others.generated.ts';`,
    `import { recommendedRules } from './recommended.generated.ts';`,
    '',
    '/** Every rule, by id. */',
    'export const allRules: readonly AnyRule[] = [...recommendedRules, ...otherRules].sort((a, b) => (a.id < b.id ? -1 : 1));',
  );
}

function catalogueFile(rules) {
  return lines(
    `import type { RuleInfo } from '../linter/rule.ts';`,
    '',
    '/** What is known of every rule without loading its code, by id. */',
    'export const ruleCatalogue: readonly RuleInfo[] = [',
    ...rules.map((rule) => `  ${JSON.stringify(Object.fromEntries(infoMembers.map((member) => [member, rule[member]])))},`),
    '];',
  );
}

function summariesFile(rules) {
  return lines(
    '/** One sentence about every rule, by id. */',
    'export const ruleSummaries: Readonly<Record<string, string>> = {',
    ...rules.map(({ id, summary }) => `  ${JSON.stringify(id)}: ${JSON.stringify(summary)},`),
    '};',
  );
}

function lines(...texts) {
  return [typescriptNotice, ...texts, ''].join('\n');
}
