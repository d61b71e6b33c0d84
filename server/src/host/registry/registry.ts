import type { External } from '../../base/external.ts';
import type { RegistryImages, RegistryTags } from '../../context/registry.ts';
import type { RegistryHost } from '../host.ts';
import { Answers } from './answers.ts';
import { anonymous } from './credentials.ts';
import type { CredentialSource } from './credentials.ts';
import { listRepositories, listTags } from './distribution.ts';
import { dockerHubApi, listHubNamespace, listHubTags, searchHub } from './docker-hub.ts';
import { RegistryError } from './http.ts';
import type { Fetch } from './http.ts';

/** What the client needs of its host; the defaults are those of the platform. */
export interface RegistryOptions {
  readonly fetch?: Fetch;
  readonly credentials?: CredentialSource;
  /** Address of Docker Hub's API. */
  readonly hub?: string;
  /** Returns milliseconds since any fixed time. */
  readonly now?: () => number;
}

const dockerHub = 'docker.io';
/** Fewer characters match too many images on Docker Hub for a useful search. */
const shortestSearch = 2;

/** Queries registries for images and tags in the background, and keeps the answers for some minutes. */
export function createRegistry(options: RegistryOptions = {}): RegistryHost {
  const { credentials = anonymous, hub = dockerHubApi, now = Date.now } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const tags = new Answers<RegistryTags>(now);
  const images = new Answers<RegistryImages>(now);

  /** Private repositories of Docker Hub are only known to the registry itself. */
  async function listedTags(registry: string, repository: string, typed: string): Promise<RegistryTags> {
    if (registry !== dockerHub) return listTags(fetch, credentials, registry, repository);
    try {
      return await listHubTags(fetch, hub, repository, typed);
    } catch (error) {
      if (!(error instanceof RegistryError && error.status === 404) || !(await credentials(registry))) throw error;
      return listTags(fetch, credentials, registry, repository);
    }
  }

  function tagsOf(registry: string, repository: string, typed: string): External<RegistryTags> {
    return tags.to(`${registry}/${repository}:${typed}`, registry, () => listedTags(registry, repository, typed));
  }

  function hubNamespace(namespace: string, typed: string): External<RegistryImages> {
    const listed = (name: string): External<RegistryImages> =>
      images.to(`${dockerHub}/${namespace}/${name}`, dockerHub, () => listHubNamespace(fetch, hub, credentials, namespace, name));
    const all = listed('');
    if (all.state !== 'known' || all.value.complete || typed === '') return all;
    const fitting = listed(typed);
    return fitting.state === 'known' ? fitting : all;
  }

  /** One search at a time while the user types. A complete result for `no` also contains the results for `nod`. */
  function hubSearch(typed: string): External<RegistryImages> {
    if (typed.length < shortestSearch) return { state: 'known', value: { images: [], complete: false } };
    for (let length = typed.length; length >= shortestSearch; length--) {
      const known = images.known(typed.slice(0, length));
      if (known?.state === 'pending' || (known?.state === 'known' && known.value.complete)) return known;
    }
    return images.to(typed, dockerHub, () => searchHub(fetch, hub, typed));
  }

  return {
    tags(registry, repository, typed) {
      const all = tagsOf(registry, repository, '');
      if (all.state !== 'known' || all.value.complete || typed === '' || registry !== dockerHub) return all;
      const fitting = tagsOf(registry, repository, typed);
      return fitting.state === 'known' ? fitting : all;
    },
    images(registry, typed) {
      if (registry !== dockerHub) return images.to(`${registry}/`, registry, () => listRepositories(fetch, credentials, registry));
      const slash = typed.indexOf('/');
      return slash < 0 ? hubSearch(typed) : hubNamespace(typed.slice(0, slash), typed.slice(slash + 1));
    },
    async settled() {
      await Promise.all([tags.settled(), images.settled()]);
    },
  };
}
