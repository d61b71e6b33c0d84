import { baseName } from '../base/paths.ts';

/** The web page of an image, by registry. `{repository}` is the name of the image there. */
const pages: Readonly<Record<string, string>> = {
  'docker.io': 'https://hub.docker.com/r/{repository}',
  'ghcr.io': 'https://ghcr.io/{repository}',
  'quay.io': 'https://quay.io/repository/{repository}',
  'mcr.microsoft.com': 'https://mcr.microsoft.com/artifact/mar/{repository}',
  'public.ecr.aws': 'https://gallery.ecr.aws/{repository}',
  'gcr.io': 'https://gcr.io/{repository}',
  'registry.k8s.io': 'https://explore.ggcr.dev/?repo=registry.k8s.io/{repository}',
  'cgr.dev': 'https://images.chainguard.dev/directory/image/{name}/overview',
};

/** Docker Official Images have shorter URLs. */
const officialPage = 'https://hub.docker.com/_/{repository}';

/** The web page of an image. Returns undefined if the registry is unknown or has no such pages. */
export function registryPage(registry: string, repository: string): string | undefined {
  const isOfficial = registry === 'docker.io' && !repository.includes('/');
  const page = isOfficial ? officialPage : Object.hasOwn(pages, registry) ? pages[registry] : undefined;
  return page?.replace('{repository}', repository).replace('{name}', baseName(repository));
}
