// The rules as data: what each rule.ts exports, and the text of the rule.md beside it.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const rulesFolder = 'server/src/rules';

/** Ids of all rules, which are the names of their folders, sorted. */
export function ruleIds() {
  return readdirSync(join(root, rulesFolder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, rulesFolder, entry.name, 'rule.ts')))
    .map((entry) => entry.name)
    .sort();
}

/** All rules, each with its `page` (rule.md) added. The TypeScript is bundled first: Node 20 does not run it. */
export async function loadRules() {
  const ids = ruleIds();
  const folder = mkdtempSync(join(tmpdir(), 'layerwise-rules-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    const contents = ids.map((id, i) => `export { rule as rule${i} } from './${rulesFolder}/${id}/rule.ts';`).join('\n');
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      alias: { path: 'path-browserify' },
      logLevel: 'error',
      outfile,
    });
    const exported = await import(pathToFileURL(outfile).href);
    return ids.map((id, i) => ruleWithPage(id, exported[`rule${i}`]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ruleWithPage(id, rule) {
  const path = join(rulesFolder, id, 'rule.md');
  if (rule.id !== id) throw new Error(`${rulesFolder}/${id}/rule.ts: its id is ${rule.id}; the folder and the id must be the same`);
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: every rule is explained`);
  return { ...rule, page: readFileSync(join(root, path), 'utf8') };
}

/** The part of a rule's page under one `## heading`, trimmed. */
export function section(page, heading) {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  return rest.split(/\n## /)[0].trim();
}
