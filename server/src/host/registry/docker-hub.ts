import type { RegistryTag, RegistryTags } from '../../context/registry.ts';
import { fieldsOf, readJson, send, type Fetch } from './http.ts';

/** Docker Hub's own API: unlike the registry behind it, it sorts by date, searches, and knows sizes. */
export const DOCKER_HUB_API = 'https://hub.docker.com';

const PAGE = 100;

/** The newest tags of a public repository on Docker Hub that have `typed` in them. https://docs.docker.com/reference/api/hub/latest/#tag/repositories */
export async function listHubTags(fetch: Fetch, api: string, repository: string, typed: string): Promise<RegistryTags> {
  const name = repository.includes('/') ? repository : `library/${repository}`;
  const query = new URLSearchParams({ page_size: String(PAGE), ordering: 'last_updated', ...(typed !== '' && { name: typed }) });
  const answer = fieldsOf(await readJson(await send(fetch, `${api}/v2/repositories/${name}/tags?${query}`)));
  const results = Array.isArray(answer.results) ? answer.results.map(fieldsOf) : [];
  return { tags: results.flatMap(readTag), complete: typeof answer.next !== 'string' };
}

function readTag({ name, full_size, last_updated, images }: Readonly<Record<string, unknown>>): RegistryTag[] {
  if (typeof name !== 'string') return [];
  const amd64 = (Array.isArray(images) ? images.map(fieldsOf) : []).find(
    ({ architecture, os }) => architecture === 'amd64' && os === 'linux',
  );
  const size = amd64?.size ?? full_size;
  return [
    {
      name,
      compressed: typeof size === 'number' && size > 0 ? size : undefined,
      date: typeof last_updated === 'string' ? last_updated : undefined,
    },
  ];
}
