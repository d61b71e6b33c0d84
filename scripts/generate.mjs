// node scripts/generate.mjs [--check]
// Writes everything that is generated from the rules (registry, settings, pages), and the grammars in syntaxes/.
// --check writes nothing, lists outdated files, and exits with 1 if there are any.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checks } from './generate/checks.mjs';
import { grammars } from './generate/grammars.mjs';
import { pages } from './generate/pages.mjs';
import { rulePages } from './generate/rule-pages.mjs';
import { refactorings } from './generate/refactorings.mjs';
import { registry } from './generate/registry.mjs';
import { loadRules, root } from './generate/rules.mjs';
import { schema } from './generate/schema.mjs';
import { settings } from './generate/settings.mjs';

/** Folders that contain only generated files, so that the page of a removed rule is removed too. */
const wholeFolders = ['docs/rules'];

const rules = await loadRules();
/** The generated files by path; undefined for a file that must not exist. @type {Map<string, string | undefined>} */
const wanted = new Map(
  Object.entries({
    ...registry(rules),
    ...settings(rules),
    ...pages(rules),
    ...rulePages(rules),
    ...checks(rules),
    ...refactorings(),
    ...schema(rules),
    ...grammars(),
  }),
);
for (const folder of wholeFolders) {
  if (!existsSync(join(root, folder))) continue;
  for (const name of readdirSync(join(root, folder))) if (!wanted.has(`${folder}/${name}`)) wanted.set(`${folder}/${name}`, undefined);
}
const stale = [...wanted].filter(([path, text]) => textOf(path) !== text);

if (process.argv.includes('--check')) {
  for (const [path, text] of stale)
    console.error(`${path} ${text === undefined ? 'does not belong to a rule' : 'is outdated'}: run npm run generate`);
  process.exitCode = stale.length ? 1 : 0;
} else {
  for (const [path, text] of stale) write(join(root, path), text);
  console.log(`${rules.length} rules; ${stale.length ? `changed: ${stale.map(([path]) => path).join(', ')}` : 'no changes'}`);
}

function textOf(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function write(path, text) {
  if (text === undefined) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
