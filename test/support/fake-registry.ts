import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** The contents and the behavior of a fake registry. */
export interface FakeRegistryOptions {
  /** Tags by repository. */
  readonly images: Readonly<Record<string, readonly string[]>>;
  /** Maximum number of tags or images on a page, whatever is requested. */
  readonly page?: number;
  /** The authentication that it requires. */
  readonly demands?: 'nothing' | 'a token' | 'a password';
  /** The only user, as `name:password`; without one, everybody gets a token. */
  readonly user?: string;
  /** The identity token that it accepts instead of a password. */
  readonly identity?: string;
  /** Answers are delayed until this resolves. */
  readonly until?: Promise<void>;
  /** The status of every answer; by default the right one. */
  readonly status?: number;
  /** Requests for tags and images are redirected to the same path of this origin. */
  readonly redirectsTo?: string;
  /** Requests for tags and images are redirected once on the same host, to a path with `?moved`. */
  readonly moves?: boolean;
  /** The body of every answer, sent in chunks without a length; `gzip` compresses it. */
  readonly body?: { readonly text: Iterable<string>; readonly gzip?: boolean };
}

/** A registry on this machine: the OCI distribution API with its catalogue, a token service, and Docker Hub's API for images and tags. */
export class FakeRegistry {
  /** `GET /v2/app/tags/list`, followed by the user or token if there was one. In the order of arrival. */
  readonly requests: string[] = [];
  /** Characters of `body` that were produced. */
  sent = 0;
  private readonly server: Server;
  private readonly options: FakeRegistryOptions;

  private constructor(options: FakeRegistryOptions) {
    this.options = options;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(options: FakeRegistryOptions): Promise<FakeRegistry> {
    const registry = new FakeRegistry(options);
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  /** `127.0.0.1:41234`: the start of an image name. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.origin);
    const { authorization } = request.headers;
    this.requests.push(`${request.method} ${url.pathname}${authorization ? ` ${whoIs(authorization)}` : ''}`);
    await this.options.until;
    if (this.options.body) return this.sendBody(this.options.body, response);
    const target = this.options.redirectsTo ?? (this.options.moves && !url.searchParams.has('moved') ? this.origin : undefined);
    if (target !== undefined) {
      url.searchParams.set('moved', '');
      return send(response, 307, {}, { location: `${target}${url.pathname}${url.search}` });
    }
    if (this.options.status) return send(response, this.options.status, {});
    if (url.pathname === '/token') return this.giveToken(request, url, response);
    const hub = /^\/v2\/repositories\/(.+)\/tags$/.exec(url.pathname);
    if (hub) return this.sendHubTags(hub[1]!, url, response);
    if (url.pathname === '/v2/auth/token') return this.logIn(request, response);
    const namespace = /^\/v2\/namespaces\/([^/]+)\/repositories$/.exec(url.pathname)?.[1];
    if (namespace) return this.sendNamespace(namespace, url, authorization !== undefined, response);
    if (url.pathname === '/v2/search/repositories/') return this.search(url, response);
    const repository = /^\/v2\/(.+)\/tags\/list$/.exec(url.pathname)?.[1];
    const scope = url.pathname === '/v2/_catalog' ? 'registry:catalog:*' : `repository:${repository}:pull`;
    if (!this.isSatisfied(authorization, scope)) return this.demand(response, scope);
    if (url.pathname === '/v2/_catalog') return this.sendPage('repositories', Object.keys(this.options.images), url, response);
    const tags = this.options.images[repository ?? ''];
    if (!tags) return send(response, 404, { errors: [{ code: 'NAME_UNKNOWN' }] });
    this.sendPage('tags', tags, url, response);
  }

  private async sendBody({ text, gzip = false }: NonNullable<FakeRegistryOptions['body']>, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'application/json', ...(gzip && { 'content-encoding': 'gzip' }) });
    const chunks = Readable.from(this.counted(text));
    // The client may leave before the end.
    await (gzip ? pipeline(chunks, createGzip(), response) : pipeline(chunks, response)).catch(() => undefined);
  }

  private *counted(text: Iterable<string>): Generator<string> {
    for (const chunk of text) {
      this.sent += chunk.length;
      yield chunk;
    }
  }

  private isSatisfied(authorization: string | undefined, scope: string): boolean {
    const { demands = 'nothing', user } = this.options;
    if (demands === 'nothing') return true;
    return demands === 'a token' ? authorization === `Bearer token for ${scope}` : authorization === `Basic ${btoa(user ?? '')}`;
  }

  private demand(response: ServerResponse, scope: string): void {
    const challenge =
      this.options.demands === 'a token'
        ? `Bearer realm="${this.origin}/token",service="fake, registry",scope="${scope}"`
        : 'Basic realm="fake"';
    send(response, 401, { errors: [] }, { 'www-authenticate': challenge });
  }

  private async giveToken(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const { user, identity } = this.options;
    if (request.method === 'POST') {
      const form = new URLSearchParams(await bodyOf(request));
      if (form.get('refresh_token') !== identity) return send(response, 401, {});
      return send(response, 200, { access_token: `token for ${form.get('scope')}` });
    }
    if (user && request.headers.authorization !== `Basic ${btoa(user)}`) return send(response, 401, {});
    send(response, 200, { token: `token for ${url.searchParams.get('scope')}` });
  }

  private sendPage(field: 'tags' | 'repositories', names: readonly string[], url: URL, response: ServerResponse): void {
    const from = url.searchParams.get('last') ? names.indexOf(url.searchParams.get('last')!) + 1 : 0;
    const page = names.slice(from, from + (this.options.page ?? names.length));
    const isLast = from + page.length >= names.length;
    const next = `<${url.pathname}?n=2&last=${encodeURIComponent(page.at(-1) ?? '')}>; rel="next"`;
    send(response, 200, { [field]: page }, isLast ? {} : { link: next });
  }

  private async logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { identifier, secret } = JSON.parse(await bodyOf(request)) as { identifier: string; secret: string };
    if (`${identifier}:${secret}` !== this.options.user) return send(response, 401, {});
    send(response, 200, { access_token: `token of ${identifier}` });
  }

  /** Names with `private` are only visible to users who are logged in. */
  private sendNamespace(namespace: string, url: URL, isLoggedIn: boolean, response: ServerResponse): void {
    const own = Object.keys(this.options.images).filter((name) => name.startsWith(`${namespace}/`));
    if (own.length === 0) return send(response, 404, { message: 'not found' });
    const names = own.map((name) => name.slice(namespace.length + 1)).filter((name) => isLoggedIn || !name.startsWith('private'));
    const results = names.map((name) => ({ namespace, name, description: name === 'app' ? 'An *app*.' : '' }));
    this.sendResults(results.filter(({ name }) => name.includes(url.searchParams.get('name') ?? '')), response); // prettier-ignore
  }

  private search(url: URL, response: ServerResponse): void {
    const found = Object.keys(this.options.images).filter((name) => name.includes(url.searchParams.get('query')!));
    const results = found.map((name) => ({ repo_name: name, short_description: '', is_official: !name.includes('/') }));
    this.sendResults(results, response);
  }

  private sendResults(all: readonly unknown[], response: ServerResponse): void {
    const results = all.slice(0, this.options.page ?? all.length);
    send(response, 200, { count: all.length, next: results.length < all.length ? `${this.origin}/next` : null, results });
  }

  private sendHubTags(repository: string, url: URL, response: ServerResponse): void {
    const tags = this.options.images[repository];
    if (!tags) return send(response, 404, { message: 'object not found' });
    const fitting = tags.filter((tag) => tag.includes(url.searchParams.get('name') ?? ''));
    const page = fitting.slice(0, this.options.page ?? fitting.length);
    const images = [{ architecture: 'arm64', os: 'linux', size: 1 }, { architecture: 'amd64', os: 'linux', size: 1_000_000 }]; // prettier-ignore
    const results = page.map((name) => ({ name, full_size: 2, last_updated: '2026-09-01T10:00:00Z', images }));
    send(response, 200, { count: fitting.length, next: page.length < fitting.length ? `${this.origin}/next` : null, results });
  }
}

function whoIs(authorization: string): string {
  const [scheme, value = ''] = authorization.split(/ (.*)/s);
  return scheme === 'Basic' ? atob(value) : value;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function send(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
