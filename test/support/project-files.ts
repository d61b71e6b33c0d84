import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { manifestsOf } from '../../server/src/manifests/manifests.ts';
import type { Manifests } from '../../server/src/manifests/manifests.ts';
import { readContextBlock } from './context-block.ts';

/** The project files of a context: texts by path. `unread`: files that exist but whose text is not known. */
export function manifestsIn(files: Readonly<Record<string, string>>, unread: readonly string[] = []): Manifests {
  const texts = new Map(Object.entries(files));
  const paths = [...texts.keys(), ...unread];
  const known = readContextBlock(paths.join('\n'));
  if (known.state !== 'known') throw new Error('a context block is always known');
  const entries = known.value.entries.map((entry) => ({ ...entry, size: texts.get(entry.path)?.length ?? entry.size }));
  return manifestsOf(createBuildContext({ state: 'known', value: { ...known.value, entries, texts } }));
}
