// server/src/rules/pages.generated.ts: the rule.md of every rule, which esbuild bundles as text.
import { camelCase, typescriptNotice } from './text.mjs';

export function rulePages(rules) {
  const text = [
    typescriptNotice,
    ...rules.map(({ id, category }) => `import ${camelCase(id)} from './${category}/${id}/rule.md';`),
    '',
    '/** The page of each rule, by id: its rule.md. Imported where a page is asked for, not at start. */',
    'export const rulePages: Readonly<Record<string, string>> = {',
    ...rules.map(({ id }) => `  '${id}': ${camelCase(id)},`),
    '};',
    '',
  ];
  return { 'server/src/rules/pages.generated.ts': text.join('\n') };
}
