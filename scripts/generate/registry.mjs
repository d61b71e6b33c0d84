// server/src/rules/registry.generated.ts: the list of all rules.
import { camelCase, typescriptNotice } from './text.mjs';

export function registry(rules) {
  const imports = rules.map(({ id, category }) => `import { rule as ${camelCase(id)} } from './${category}/${id}/rule.ts';`);
  const names = rules.map(({ id }) => `  ${camelCase(id)},`);
  const text = [
    typescriptNotice,
    ...imports,
    `import type { AnyRule } from '../linter/rule.ts';`,
    '',
    '/** Every rule, by id. */',
    'export const allRules: readonly AnyRule[] = [',
    ...names,
    '];',
    '',
  ];
  return { 'server/src/rules/registry.generated.ts': text.join('\n') };
}
