import { readBuildCommands } from './build-commands.ts';
import { readData } from '../../manifests/formats/data.ts';
import type { BuildMention } from './mention.ts';

/** The scripts of a package.json, which run in its folder. The position of a mention is the whole script, because JSON escapes shift offsets. */
export function readPackageScripts(text: string): readonly BuildMention[] {
  if (!/docker|podman|buildah|nerdctl/i.test(text)) return [];
  const scripts = readData(text)?.get('scripts')?.values ?? [];
  return scripts.flatMap(({ text: script, start, end }) =>
    script === undefined ? [] : readBuildCommands(script, { base: 'file' }).map((mention) => ({ ...mention, at: { start, end } })),
  );
}
