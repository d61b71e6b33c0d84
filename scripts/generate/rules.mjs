// The rules as data: the export of each rule.ts, and the text of its rule.md.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const rulesFolder = 'server/src/rules';
/** The same list as `Category` in server/src/linter/rule.ts. */
export const categories = ['correctness', 'cache', 'size', 'security', 'reproducibility', 'runtime', 'deprecation', 'style'];

/** Every rule's id and folder (`server/src/rules/<category>/<id>`), sorted by id. */
export function ruleFolders() {
  return readdirSync(join(root, rulesFolder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: category }) =>
      readdirSync(join(root, rulesFolder, category))
        .filter((id) => existsSync(join(root, rulesFolder, category, id, 'rule.ts')))
        .map((id) => ({ id, category, folder: `${rulesFolder}/${category}/${id}` })),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All rules, each with its `page` (rule.md). The TypeScript is bundled first, because Node.js 20 cannot run it. */
export async function loadRules() {
  const folders = ruleFolders();
  const folder = mkdtempSync(join(tmpdir(), 'layerwise-rules-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    const contents = folders.map(({ folder: from }, i) => `export { rule as rule${i} } from './${from}/rule.ts';`).join('\n');
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      logLevel: 'error',
      outfile,
    });
    const exported = await import(pathToFileURL(outfile).href);
    return folders.map((found, i) => ruleWithPage(found, exported[`rule${i}`]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ruleWithPage({ id, category, folder }, rule) {
  const path = join(folder, 'rule.md');
  if (rule.id !== id || rule.category !== category)
    throw new Error(`${folder}/rule.ts: id "${rule.id}" and category "${rule.category}" must be the names of its folders`);
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: every rule has a page`);
  return { ...rule, folder, page: readFileSync(join(root, path), 'utf8') };
}
