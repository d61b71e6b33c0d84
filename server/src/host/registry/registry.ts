import type { External } from '../../context/context.ts';
import type { RegistryTags } from '../../context/registry.ts';
import { message } from '../../text/message.ts';
import type { RegistryHost } from '../host.ts';
import { anonymous, type CredentialSource } from './credentials.ts';
import { listTags } from './distribution.ts';
import { DOCKER_HUB_API, listHubTags } from './docker-hub.ts';
import { RegistryError, type Fetch } from './http.ts';

/** What the client needs of its host; what is left out is the platform's own. */
export interface RegistryOptions {
  readonly fetch?: Fetch;
  readonly credentials?: CredentialSource;
  /** Address of Docker Hub's API. */
  readonly hub?: string;
  /** Milliseconds since some moment. */
  readonly now?: () => number;
}

/** Tags change seldom; a registry that did not answer is left alone for a while. In milliseconds. */
const FRESH_MS = { known: 10 * 60_000, unavailable: 60_000 };
/** So many answers are kept, the latest. */
const MOST_ANSWERS = 200;

interface Answer {
  readonly tags: External<RegistryTags>;
  /** When it came; of one that is under way, when it was asked. */
  readonly at: number;
}

/** Asks registries for tags, in the background; keeps what they say for some minutes. */
export function createRegistry(options: RegistryOptions = {}): RegistryHost {
  const { credentials = anonymous, hub = DOCKER_HUB_API, now = Date.now } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const answers = new Map<string, Answer>();
  const underWay = new Set<Promise<void>>();

  async function ask(registry: string, repository: string, typed: string): Promise<External<RegistryTags>> {
    try {
      return { state: 'known', value: await listed(registry, repository, typed) };
    } catch (error) {
      const status = error instanceof RegistryError ? error.status : 0;
      const reason =
        status === 0
          ? message('The registry {registry} does not answer.', { registry })
          : message('The registry {registry} answers with status {status}.', { registry, status });
      return { state: 'unavailable', reason };
    }
  }

  /** Of Docker Hub's private repositories only the registry itself knows. */
  async function listed(registry: string, repository: string, typed: string): Promise<RegistryTags> {
    if (registry !== 'docker.io') return listTags(fetch, credentials, registry, repository);
    try {
      return await listHubTags(fetch, hub, repository, typed);
    } catch (error) {
      if (!(error instanceof RegistryError && error.status === 404) || !(await credentials(registry))) throw error;
      return listTags(fetch, credentials, registry, repository);
    }
  }

  /** While it is under way, an older answer is better than none. */
  function start(key: string, registry: string, repository: string, typed: string): void {
    const older = answers.get(key)?.tags;
    answers.set(key, { tags: older?.state === 'known' ? older : { state: 'pending' }, at: now() });
    const answering = ask(registry, repository, typed).then((tags) => {
      answers.delete(key);
      answers.set(key, { tags, at: now() });
      for (const oldest of [...answers.keys()].slice(0, Math.max(0, answers.size - MOST_ANSWERS))) answers.delete(oldest);
      underWay.delete(answering);
    });
    underWay.add(answering);
  }

  function answerTo(registry: string, repository: string, typed: string): External<RegistryTags> {
    const key = `${registry}/${repository}:${typed}`;
    const known = answers.get(key);
    if (!known || isStale(known, now())) start(key, registry, repository, typed);
    return answers.get(key)!.tags;
  }

  return {
    tags(registry, repository, typed) {
      const all = answerTo(registry, repository, '');
      if (all.state !== 'known' || all.value.complete || typed === '' || registry !== 'docker.io') return all;
      const fitting = answerTo(registry, repository, typed);
      return fitting.state === 'known' ? fitting : all;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function isStale({ tags, at }: Answer, now: number): boolean {
  return tags.state !== 'pending' && now - at > FRESH_MS[tags.state];
}
