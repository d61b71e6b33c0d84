import fs from 'node:fs';
import path from 'node:path';

/** A real Dockerfile of the corpus. */
export interface CorpusFile {
  /** Relative to the corpus folder, for test names. */
  readonly name: string;
  readonly text: string;
}

const folder = path.resolve(process.env.LAYERWISE_CORPUS ?? path.join(import.meta.dirname, '../../../shared/corpus'));

/** The real Dockerfiles to test against; empty where the folder is missing, and then `describe.skipIf(corpus.length === 0)` says so. */
export const corpus: readonly CorpusFile[] = fs.existsSync(folder) ? read(folder) : [];

function read(root: string): CorpusFile[] {
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: path.relative(root, file), text: fs.readFileSync(file, 'utf8') }));
}
