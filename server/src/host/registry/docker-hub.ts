import type { RegistryImage, RegistryImages, RegistryTag, RegistryTags } from '../../context/registry.ts';
import type { CredentialSource } from './credentials.ts';
import { fieldsOf, readJson, send } from './http.ts';
import type { Fetch } from './http.ts';

/** Docker Hub's own API. In contrast to its registry, it sorts by date, can search, and returns sizes. */
export const dockerHubApi = 'https://hub.docker.com';

const page = 100;

/** The newest tags of a public repository on Docker Hub that contain `typed`. https://docs.docker.com/reference/api/hub/latest/#tag/repositories */
export async function listHubTags(fetch: Fetch, api: string, repository: string, typed: string): Promise<RegistryTags> {
  const name = repository.includes('/') ? repository : `library/${repository}`;
  const query = new URLSearchParams({ page_size: String(page), ordering: 'last_updated', ...(typed !== '' && { name: typed }) });
  const answer = fieldsOf(await readJson(await send(fetch, `${api}/v2/repositories/${name}/tags?${query}`)));
  return { tags: resultsOf(answer).flatMap(readTag), complete: typeof answer.next !== 'string' };
}

/**
 * The repositories of a user or an organization whose names contain `typed`: the public ones, and with a login those that the user may
 * see. https://docs.docker.com/reference/api/hub/latest/operations/listNamespaceRepositories/
 */
export async function listHubNamespace(
  fetch: Fetch,
  api: string,
  credentials: CredentialSource,
  namespace: string,
  typed: string,
): Promise<RegistryImages> {
  const query = new URLSearchParams({ page_size: String(page), ...(typed !== '' && { name: typed }) });
  const token = await logIn(fetch, api, credentials);
  const url = `${api}/v2/namespaces/${encodeURIComponent(namespace)}/repositories?${query}`;
  const response = await send(fetch, url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const answer = fieldsOf(await readJson(response));
  const images = resultsOf(answer).flatMap(({ name, description }) => readImage(`${namespace}/${String(name)}`, name, description, false));
  return { images, complete: typeof answer.next !== 'string' };
}

/** The images that Docker Hub's search finds, in its order: the result of `docker search`. */
export async function searchHub(fetch: Fetch, api: string, typed: string): Promise<RegistryImages> {
  const query = new URLSearchParams({ query: typed, page_size: String(page) });
  const answer = fieldsOf(await readJson(await send(fetch, `${api}/v2/search/repositories/?${query}`)));
  const images = resultsOf(answer).flatMap(({ repo_name: name, short_description: description, is_official: official }) =>
    readImage(String(name).replace(/^library\//, ''), name, description, official === true),
  );
  return { images, complete: typeof answer.next !== 'string' };
}

function readImage(full: string, name: unknown, description: unknown, official: boolean): RegistryImage[] {
  if (typeof name !== 'string') return [];
  return [{ name: full, description: typeof description === 'string' && description !== '' ? description : undefined, official }];
}

/** A token for the API; undefined without a login, or if it is rejected. https://docs.docker.com/reference/api/hub/latest/#authentication */
async function logIn(fetch: Fetch, api: string, credentials: CredentialSource): Promise<string | undefined> {
  const who = await credentials('docker.io');
  if (who?.kind !== 'password') return undefined;
  const body = JSON.stringify({ identifier: who.username, secret: who.password });
  const headers = { 'content-type': 'application/json' };
  const response = await send(fetch, `${api}/v2/auth/token`, { method: 'POST', headers, body });
  const token = response.ok ? fieldsOf(await readJson(response)).access_token : undefined;
  return typeof token === 'string' ? token : undefined;
}

function resultsOf({ results }: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(results) ? results.map(fieldsOf) : [];
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
