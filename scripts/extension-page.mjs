// The README as VS Code shows it on the page of the extension. VS Code loads pictures there only from https: and data: addresses, and opens
// no files of the extension.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

/** A part of the README for people who look at the repository, who do not have the extension yet. */
const repositoryOnly = /<!-- repository -->\n.*?<!-- \/repository -->\n*/gs;
const picture = /!\[([^\]]*)\]\((?!\w+:)([^)\s]+)\)/g;
const link = /(?<!!)\[([^\]]*)\]\((?!\w+:|#)[^)\s]+\)/g;

/**
 * The text for the page of the extension: without the parts for the repository, with the pictures inside, and with the texts of links to
 * files instead of the links. Throws if a relative address is left.
 *
 * @param {string} readme
 * @param {(file: string) => Buffer} read Reads a file of the repository.
 */
export function extensionPage(readme, read = (file) => readFileSync(path.join(root, file))) {
  const page = readme
    .replace(repositoryOnly, '')
    .replace(picture, (_, text, file) => `![${text}](data:image/${path.extname(file).slice(1)};base64,${read(file).toString('base64')})`)
    .replace(link, '$1');
  const left = /\]\((?!\w+:|#)[^)]*\)/.exec(page)?.[0];
  if (left || page.includes('repository -->')) throw new Error(`README.md: ${left ?? 'a part for the repository'} is left on the page`);
  return page;
}
