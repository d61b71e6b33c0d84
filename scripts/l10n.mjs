// node scripts/l10n.mjs [--strict] [--prune] [--missing]
// Lists wrong translations, which are errors (status 1), and missing and unused translations, which are warnings until a release: with
// --strict, as in `npm run package`, they are errors too.
// A message in the sources that is longer than 140 characters is an error. --missing prints the texts without a translation as JSON. --prune removes unused translations and sorts the others in the order of the
// sources.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './generate/rules.mjs';
import { json } from './generate/text.mjs';
import { faults } from './l10n/faults.mjs';
import { templates } from './l10n/templates.mjs';

const language = 'zh-cn';
const bundlePath = `l10n/bundle.l10n.${language}.json`;
const manifestPath = 'package.nls.json';
const manifestBundlePath = `package.nls.${language}.json`;
/** Of a message in an editor; descriptions of settings have more space. */
const maxLength = 140;
const args = new Set(process.argv.slice(2));

const texts = await templates();
if (args.has('--prune')) {
  const bundle = read(bundlePath);
  const kept = [...texts.keys()].filter((text) => text in bundle).map((text) => [text, bundle[text]]);
  writeFileSync(path.join(root, bundlePath), json(Object.fromEntries(kept)));
}
const bundle = read(bundlePath);
if (args.has('--missing')) {
  console.log(json([...texts.keys()].filter((text) => !(text in bundle))));
} else {
  const inSources = [...texts].map(([text, where]) => ({ key: text, text, where }));
  const inManifest = Object.entries(read(manifestPath)).map(([key, text]) => ({ key, text, where: manifestPath }));
  const found = [...faults(inSources, bundle, bundlePath), ...faults(inManifest, read(manifestBundlePath), manifestBundlePath)];
  const tooLong = [...texts]
    .filter(([text, where]) => text.length > maxLength && !where.startsWith(manifestPath))
    .map(([text, where]) => ({ text: `${where}: ${text.length} characters, at most ${maxLength} are allowed: ${text}`, isGap: false }));
  found.push(...tooLong);
  const isError = ({ isGap }) => !isGap || args.has('--strict');
  for (const fault of found) console.error(`${isError(fault) ? 'error' : 'warning'}: ${fault.text}`);
  process.exitCode = found.some(isError) ? 1 : 0;
  if (found.length === 0) console.log(`${inSources.length + inManifest.length} texts, all translated to ${language}`);
}

function read(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
