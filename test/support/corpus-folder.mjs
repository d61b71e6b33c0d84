import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder of real Dockerfiles for the tests: LAYERWISE_CORPUS, else corpus/ (the result of `npm run corpus`), else the project's own
 * copy next to the repository. Undefined if there is none.
 */
export function corpusFolder() {
  const { LAYERWISE_CORPUS: named } = process.env;
  const candidates = named ? [path.resolve(named)] : [path.join(root, 'corpus'), path.resolve(root, '../shared/corpus')];
  return candidates.find((folder) => existsSync(folder));
}
