import { appendAll } from '../../base/lists.ts';
import type { Work } from '../../base/work.ts';
import { readBuildCommands } from './build-commands.ts';
import { readDataInSteps } from '../../manifests/formats/data.ts';
import type { BuildMention } from './mention.ts';

/** The scripts of a package.json, which run in its folder. The position of a mention is the whole script, because JSON escapes shift offsets. */
export function* readPackageScripts(text: string): Work<readonly BuildMention[]> {
  if (!/docker|podman|buildah|nerdctl/i.test(text)) return [];
  const found: BuildMention[] = [];
  for (const { text: script = '', start, end } of (yield* readDataInSteps(text))?.get('scripts')?.values ?? []) {
    const mentions = yield* readBuildCommands(script, { base: 'file' });
    appendAll(
      found,
      mentions.map((mention) => ({ ...mention, at: { start, end } })),
    );
  }
  return found;
}
