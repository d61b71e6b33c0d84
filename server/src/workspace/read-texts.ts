import type { BuildContext } from '../context/build-context.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import type { FileHost } from '../host/host.ts';
import { joinUri } from '../host/uri.ts';
import { readAll } from './gather.ts';

/** A file with more bytes is not read. */
const mostBytes = 1_000_000;

/**
 * The same context with the texts of more of its files, for a feature that reads sources. `root`: URI of its folder. A text that cannot be
 * read stays unknown. Never rejects.
 */
export async function withTextsOf(files: FileHost, root: string, build: BuildContext, paths: readonly string[]): Promise<BuildContext> {
  const { snapshot } = build;
  if (snapshot.state !== 'known') return build;
  const { texts } = snapshot.value;
  const missing = paths.filter((path) => !texts.has(path));
  if (missing.length === 0) return build;
  const found = await readAll(missing, (path) => files.readText(joinUri(root, path), mostBytes));
  return createBuildContext({ state: 'known', value: { ...snapshot.value, texts: new Map([...texts, ...found]) } });
}
