import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Rows of a file with measured sizes in test/unit/sizes, without its head. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const text = readFileSync(path.join(import.meta.dirname, '../unit/sizes', name), 'utf8');
  return text.trimEnd().split('\n').slice(1).map((line) => line.split('\t')); // prettier-ignore
}

/** Sources of COPY in public repositories with their bytes. They set no constant. */
export function contextSources(): readonly { readonly source: string; readonly bytes: number }[] {
  return rowsOf('context-sources.tsv').map(([, source = '', bytes]) => ({ source, bytes: Number(bytes) }));
}
