import { readData } from '../../manifests/formats/data.ts';
import type { Data } from '../../manifests/formats/data.ts';
import { mentionOf } from './mention.ts';
import type { BuildMention } from './mention.ts';

/**
 * The services of a compose file that are built. Paths are relative to the file's folder, which is the project's unless
 * `--project-directory` says otherwise; the Dockerfile's is relative to the context.
 * https://docs.docker.com/reference/compose-file/build/
 */
export function readCompose(text: string): readonly BuildMention[] {
  if (!text.includes('build')) return [];
  const services = readData(text)?.get('services')?.values ?? [];
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
 * Replaces variables by their defaults, and $PWD by the folder that compose is called in. One without a default stays, so that the
 * path counts as unknown. https://docs.docker.com/reference/compose-file/interpolation/
 */
function interpolate(text: string): string {
  return text
    .replace(/\$\{\w+:?-([^{}]*)\}/g, '$1')
    .replace(/^\$(?:PWD\b|\{PWD\})/, '.')
    .replaceAll('$$', '$');
}
