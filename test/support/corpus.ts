import fs from 'node:fs';
import path from 'node:path';
import { corpusFolder } from './corpus-folder.mjs';

/** A real Dockerfile of the corpus. */
export interface CorpusFile {
  /** Path relative to the corpus folder, for test names. */
  readonly name: string;
  readonly text: string;
}

const folder = corpusFolder();

/** Printed once before the tests: without a corpus, the tests that need it are skipped. */
export const missingCorpus: string | undefined =
  folder === undefined
    ? 'No corpus of real Dockerfiles: tests that need it are skipped. "npm run corpus" fetches it; LAYERWISE_CORPUS names another folder.'
    : undefined;

/** The real Dockerfiles; empty if the folder is missing. Tests then use `describe.skipIf(corpus.length === 0)`. */
export const corpus: readonly CorpusFile[] = folder === undefined ? [] : read(folder);

function read(from: string): CorpusFile[] {
  return fs
    .readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: path.relative(from, file), text: fs.readFileSync(file, 'utf8') }));
}
