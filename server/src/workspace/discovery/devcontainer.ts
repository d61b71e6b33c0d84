import { readDataInSteps } from '../../manifests/formats/data.ts';
import type { Work } from '../../base/work.ts';
import { mentionOf } from './mention.ts';
import type { BuildMention } from './mention.ts';

/** The build of a devcontainer.json. Both paths are relative to its folder. https://containers.dev/implementors/json_reference/#image-specific */
export function* readDevcontainer(text: string): Work<readonly BuildMention[]> {
  const root = yield* readDataInSteps(text);
  // `dockerFile` and `context` at the top level are the older form.
  const dockerfile = root?.get('build', 'dockerfile') ?? root?.get('dockerFile');
  const context = root?.get('build', 'context') ?? root?.get('context');
  if (!dockerfile) return [];
  const { start, end } = context ?? dockerfile;
  return mentionOf({
    base: 'file',
    at: { start, end },
    context: context ? context.text : '.',
    dockerfile: dockerfile.text,
    dockerfileIn: 'base',
  });
}
