// node scripts/l10n.mjs [--prune] [--missing]
// Says which texts lack a translation, or have one that no longer fits, and exits with 1 when there are any.
// --missing prints the texts that wait to be translated, as JSON. --prune takes out what translates nothing, and sorts the bundle.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './generate/rules.mjs';
import { json } from './generate/text.mjs';
import { faults } from './l10n/faults.mjs';
import { templates } from './l10n/templates.mjs';

const language = 'zh-cn';
const bundlePath = `l10n/bundle.l10n.${language}.json`;
const args = process.argv.slice(2);

const texts = await templates();
const bundle = read(bundlePath);
if (args.includes('--prune')) write(bundlePath, Object.keys(bundle).filter((text) => texts.has(text)).sort().map((text) => [text, bundle[text]])); // prettier-ignore
if (args.includes('--missing')) {
  console.log(json([...texts.keys()].filter((text) => !(text in bundle))));
} else {
  const manifest = Object.entries(read('package.nls.json'));
  const found = [
    ...faults([...texts].map(([text, file]) => ({ key: text, text, where: file })), read(bundlePath), bundlePath), // prettier-ignore
    ...faults(manifest.map(([key, text]) => ({ key, text, where: 'package.nls.json' })), read(`package.nls.${language}.json`), `package.nls.${language}.json`), // prettier-ignore
  ];
  for (const fault of found) console.error(fault);
  process.exitCode = found.length > 0 ? 1 : 0;
  if (found.length === 0) console.log(`${texts.size + manifest.length} texts, all of them in ${language} too`);
}

function read(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

function write(file, entries) {
  writeFileSync(path.join(root, file), json(Object.fromEntries(entries)));
}
