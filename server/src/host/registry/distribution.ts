import type { RegistryImages, RegistryTags } from '../../context/registry.ts';
import { newestTagFirst } from '../../base/tag-order.ts';
import { basic } from './credentials.ts';
import type { Credentials, CredentialSource } from './credentials.ts';
import { fieldsOf, readJson, RegistryError, send } from './http.ts';
import type { Fetch } from './http.ts';

/** Maximum number of names per page: registries reject larger values. */
const pageSize = 1000;
/** Maximum number of pages: more names are not useful in a completion. */
const mostPages = 5;

const dockerHub = 'https://registry-1.docker.io';

/** A list of names that a registry returns in pages. */
interface Listing {
  /** The path after the registry's address. */
  readonly path: string;
  /** The property of the answer that contains the names. */
  readonly field: 'tags' | 'repositories';
  /** The scope that a token needs. https://distribution.github.io/distribution/spec/auth/scope/ */
  readonly scope: string;
}

/**
 * The tags of an image from any registry that implements the OCI distribution specification.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags
 */
export async function listTags(fetch: Fetch, credentials: CredentialSource, registry: string, repository: string): Promise<RegistryTags> {
  const name = registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
  const listing: Listing = { path: `/v2/${name}/tags/list`, field: 'tags', scope: `repository:${name}:pull` };
  const { names, complete } = await listNames(fetch, credentials, registry, listing);
  names.sort(newestTagFirst);
  return { tags: names.map((tag) => ({ name: tag, compressed: undefined, date: undefined })), complete };
}

/**
 * The images of a registry that has a catalogue. The specification does not define one, but most self-hosted registries have it.
 * https://distribution.github.io/distribution/spec/api/#listing-repositories
 */
export async function listRepositories(fetch: Fetch, credentials: CredentialSource, registry: string): Promise<RegistryImages> {
  const listing: Listing = { path: '/v2/_catalog', field: 'repositories', scope: 'registry:catalog:*' };
  const { names, complete } = await listNames(fetch, credentials, registry, listing);
  names.sort();
  return { images: names.map((name) => ({ name, description: undefined, official: false })), complete };
}

async function listNames(
  fetch: Fetch,
  credentials: CredentialSource,
  registry: string,
  { path, field, scope }: Listing,
): Promise<{ readonly names: string[]; readonly complete: boolean }> {
  const origin = originOf(registry);
  const names: string[] = [];
  let url: string | undefined = `${origin}${path}?n=${pageSize}`;
  let authorization: string | undefined;
  for (let page = 0; url !== undefined && page < mostPages; page++) {
    let response = await send(fetch, url, headers(authorization));
    if (response.status === 401 && authorization === undefined) {
      authorization = await authorize(fetch, response, await credentials(registry), scope, origin);
      response = await send(fetch, url, headers(authorization));
    }
    const listed = fieldsOf(await readJson(response))[field];
    if (Array.isArray(listed)) names.push(...listed.filter((name) => typeof name === 'string'));
    url = nextPage(response, url);
  }
  return { names, complete: url === undefined };
}

/** Docker uses plain HTTP only for registries on this machine, unless it is configured otherwise. */
export function originOf(registry: string): string {
  if (registry === 'docker.io') return dockerHub;
  const isLocal = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(registry);
  return `${isLocal ? 'http' : 'https'}://${registry}`;
}

function headers(authorization: string | undefined): RequestInit {
  return { headers: { accept: 'application/json', ...(authorization && { authorization }) } };
}

/** The next page from `Link: </v2/x/tags/list?last=b&n=1000>; rel="next"`; undefined if there is none, or it is on another registry. */
function nextPage(response: Response, url: string): string | undefined {
  const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(response.headers.get('link') ?? '')?.[1];
  if (target === undefined) return undefined;
  const next = new URL(target, url);
  return next.origin === new URL(url).origin ? next.href : undefined;
}

/** The authorization header that a registry requires. Rejects if it requires something that we do not have. */
async function authorize(
  fetch: Fetch,
  refusal: Response,
  credentials: Credentials | undefined,
  scope: string,
  origin: string,
): Promise<string> {
  const challenge = readChallenge(refusal.headers.get('www-authenticate') ?? '');
  if (challenge?.scheme === 'basic' && credentials?.kind === 'password') return basic(credentials.username, credentials.password);
  const realm = challenge?.scheme === 'bearer' ? tokenService(challenge.parameters.realm, origin) : undefined;
  if (!challenge || !realm) throw new RegistryError(refusal.url, 401);
  const { service } = challenge.parameters;
  const answer = fieldsOf(await readJson(await askForToken(fetch, realm, { scope, ...(service && { service }) }, credentials)));
  const token = answer.token ?? answer.access_token;
  if (typeof token !== 'string') throw new RegistryError(realm.href, 401);
  return `Bearer ${token}`;
}

/** https://distribution.github.io/distribution/spec/auth/token/ and, for identity tokens, .../auth/oauth/ */
function askForToken(
  fetch: Fetch,
  realm: URL,
  wanted: Readonly<Record<string, string>>,
  credentials: Credentials | undefined,
): Promise<Response> {
  if (credentials?.kind === 'identity') {
    const form = { ...wanted, grant_type: 'refresh_token', refresh_token: credentials.token, client_id: 'layerwise' };
    return send(fetch, realm.href, { method: 'POST', body: new URLSearchParams(form) });
  }
  for (const [name, value] of Object.entries(wanted)) realm.searchParams.set(name, value);
  return send(fetch, realm.href, headers(credentials && basic(credentials.username, credentials.password)));
}

/** The URL of the token service. A registry that uses HTTPS must not name a service that does not. */
function tokenService(realm: string | undefined, origin: string): URL | undefined {
  const url = realm === undefined || !URL.canParse(realm) ? undefined : new URL(realm);
  return url && (url.protocol === 'https:' || (url.protocol === 'http:' && origin.startsWith('http:'))) ? url : undefined;
}

interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a `WWW-Authenticate` header: a scheme and `name="value"` pairs. RFC 9110, 11.6.1. */
export function readChallenge(header: string): Challenge | undefined {
  const [, scheme, rest = ''] = /^\s*([A-Za-z]+)\s*(.*)$/s.exec(header) ?? [];
  if (!scheme) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name, quoted, plain] of rest.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)) {
    parameters[name!.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
  }
  return { scheme: scheme.toLowerCase(), parameters };
}
