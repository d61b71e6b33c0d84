// The licenses of the packages that the bundles contain. MIT, ISC and Apache-2.0 require that their texts are distributed with the code.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Files of a package with its license, or with notices that its license requires to keep. */
const licenseFile = /^(?:licen[cs]e|copying|notice|third-?party-?notices)(?:[.-][\w.-]*)?$/i;

/**
 * The text of the notices.
 *
 * @param {readonly string[]} inputs The files that were bundled, as esbuild names them in a metafile, relative to the current folder.
 * @returns {string} One section for each package, sorted by name. Throws if a package has no license text.
 */
export function noticesFor(inputs) {
  const sections = [...packageFolders(inputs)].map(sectionFor).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const rule = '='.repeat(78);
  const intro = 'Layerwise contains code of the following packages.\n';
  return [intro, ...sections.map(({ heading, texts }) => `${rule}\n${heading}\n${rule}\n\n${texts.join('\n\n')}\n`)].join('\n');
}

/**
 * The folders of the packages that the files belong to.
 *
 * @param {readonly string[]} inputs
 */
function packageFolders(inputs) {
  return new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []));
}

/** @param {string} folder */
function sectionFor(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => licenseFile.test(file));
  if (files.length === 0) throw new Error(`${name} has no license text`);
  const texts = files.toSorted().map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return { name, heading: `${name} ${version} (${license})`, texts };
}
