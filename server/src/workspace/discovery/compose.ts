import { readDataInSteps } from '../../manifests/formats/data.ts';
import type { Data } from '../../manifests/formats/data.ts';
import type { Work } from '../../base/work.ts';
import { mentionOf } from './mention.ts';
import type { BuildMention } from './mention.ts';

/**
 * The services of a compose file that have a build section. Paths are relative to the folder of the file, which is the project folder
 * unless `--project-directory` is given; the path of the Dockerfile is relative to the context.
 * https://docs.docker.com/reference/compose-file/build/
 */
export function* readCompose(text: string): Work<readonly BuildMention[]> {
  if (!text.includes('build')) return [];
  const services = (yield* readDataInSteps(text))?.get('services')?.values ?? [];
  return services.flatMap((service) => builtBy(service.get('build')));
}

function builtBy(build: Data | undefined): readonly BuildMention[] {
  if (!build || build.get('dockerfile_inline')) return [];
  const written = build.text === undefined ? build.get('context') : build;
  const dockerfile = build.get('dockerfile');
  const { start, end } = written ?? dockerfile ?? build;
  return mentionOf({
    base: 'either',
    at: { start, end },
    context: interpolate(written?.text ?? '.'),
    dockerfile: interpolate(dockerfile?.text ?? 'Dockerfile'),
    dockerfileIn: 'context',
  });
}

/**
 * Replaces variables with their defaults, and $PWD with the folder in which compose is called. A variable without a default stays, so
 * that the path counts as unknown. https://docs.docker.com/reference/compose-file/interpolation/
 */
function interpolate(text: string): string {
  return text
    .replace(/\$\{\w+:?-([^{}]*)\}/g, '$1')
    .replace(/^\$(?:PWD\b|\{PWD\})/, '.')
    .replaceAll('$$', '$');
}
