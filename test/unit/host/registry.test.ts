import { afterEach, describe, expect, test } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { RegistryImages, RegistryTags } from '../../../server/src/context/registry.ts';
import type { RegistryHost } from '../../../server/src/host/host.ts';
import type { Credentials } from '../../../server/src/host/registry/credentials.ts';
import { originOf, readChallenge } from '../../../server/src/host/registry/distribution.ts';
import { createRegistry } from '../../../server/src/host/registry/registry.ts';
import type { RegistryOptions } from '../../../server/src/host/registry/registry.ts';
import { FakeRegistry } from '../../support/fake-registry.ts';
import type { FakeRegistryOptions } from '../../support/fake-registry.ts';

const running: FakeRegistry[] = [];

async function start(options: FakeRegistryOptions): Promise<FakeRegistry> {
  const fake = await FakeRegistry.start(options);
  running.push(fake);
  return fake;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

/** What the client knows after an answer. */
async function tagsOf(client: RegistryHost, registry: string, repository: string, typed = ''): Promise<External<RegistryTags>> {
  client.tags(registry, repository, typed);
  await client.settled();
  client.tags(registry, repository, typed); // the first answer may cause another request
  await client.settled();
  return client.tags(registry, repository, typed);
}

function namesIn(tags: External<RegistryTags>): readonly string[] {
  return tags.state === 'known' ? tags.value.tags.map(({ name }) => name) : [tags.state];
}

/** The images that the client knows after an answer. */
async function imagesOf(client: RegistryHost, registry: string, typed = ''): Promise<External<RegistryImages>> {
  client.images(registry, typed);
  await client.settled();
  client.images(registry, typed); // the first answer may cause another request
  await client.settled();
  return client.images(registry, typed);
}

function imageNames(images: External<RegistryImages>): readonly string[] {
  return images.state === 'known' ? images.value.images.map(({ name }) => name) : [images.state];
}

function asking(credentials: Credentials | undefined, more: RegistryOptions = {}): RegistryHost {
  return createRegistry({ credentials: () => Promise.resolve(credentials), ...more });
}

const images = { 'team/app': ['1.0', '1.1', '2.0', 'latest', 'main'] };

describe('a registry of the distribution API', () => {
  test('is pending at first, and has the answer later', async () => {
    const fake = await start({ images });
    const client = createRegistry();
    expect(client.tags(fake.host, 'team/app', '')).toEqual({ state: 'pending' });
    await client.settled();
    const answer = client.tags(fake.host, 'team/app', '');
    expect(namesIn(answer)).toEqual(['latest', 'main', '2.0', '1.1', '1.0']);
    expect(answer).toMatchObject({ value: { complete: true } });
  });

  test('is queried once while the user types', async () => {
    const fake = await start({ images });
    const client = createRegistry();
    for (const typed of ['', '1', '1.', '1.1']) await tagsOf(client, fake.host, 'team/app', typed);
    expect(fake.requests).toEqual(['GET /v2/team/app/tags/list']);
  });

  test('is queried again when its answer is old', async () => {
    const fake = await start({ images });
    let minutes = 0;
    const client = createRegistry({ now: () => minutes * 60_000 });
    await tagsOf(client, fake.host, 'team/app');
    minutes = 11;
    expect(namesIn(client.tags(fake.host, 'team/app', ''))).toContain('2.0');
    await client.settled();
    expect(fake.requests).toHaveLength(2);
  });

  test('returns tags in pages', async () => {
    const fake = await start({ images, page: 2 });
    expect(namesIn(await tagsOf(createRegistry(), fake.host, 'team/app'))).toHaveLength(5);
    expect(fake.requests).toHaveLength(3);
  });

  test('of many pages only the first are read, and the result is marked as incomplete', async () => {
    const tags = Array.from({ length: 100 }, (_, i) => `v${String(i).padStart(3, '0')}`);
    const fake = await start({ images: { big: tags }, page: 2 });
    const answer = await tagsOf(createRegistry(), fake.host, 'big');
    expect(answer).toMatchObject({ state: 'known', value: { complete: false } });
    expect(fake.requests.length).toBeLessThan(10);
  });

  test('gets an anonymous token if it requires one', async () => {
    const fake = await start({ images, demands: 'a token' });
    expect(namesIn(await tagsOf(createRegistry(), fake.host, 'team/app'))).toContain('2.0');
    expect(fake.requests).toEqual([
      'GET /v2/team/app/tags/list',
      'GET /token',
      'GET /v2/team/app/tags/list token for repository:team/app:pull',
    ]);
  });

  test('one token is used for all pages', async () => {
    const fake = await start({ images, demands: 'a token', page: 2 });
    await tagsOf(createRegistry(), fake.host, 'team/app');
    expect(fake.requests.filter((request) => request.startsWith('GET /token'))).toHaveLength(1);
  });

  test('gets a token with a password', async () => {
    const fake = await start({ images, demands: 'a token', user: 'ann:s:cret' });
    const client = asking({ kind: 'password', username: 'ann', password: 's:cret' });
    expect(namesIn(await tagsOf(client, fake.host, 'team/app'))).toContain('2.0');
    expect(fake.requests).toContain('GET /token ann:s:cret');
    expect(fake.requests.filter((request) => request.includes('tags') && request.includes('s:cret'))).toEqual([]);
  });

  test('gets a token with an identity token', async () => {
    const fake = await start({ images, demands: 'a token', user: 'nobody:else', identity: 'my-token' });
    expect(namesIn(await tagsOf(asking({ kind: 'identity', token: 'my-token' }), fake.host, 'team/app'))).toContain('2.0');
    expect(fake.requests).toContain('POST /token');
  });

  test('gets a password if it requires one', async () => {
    const fake = await start({ images, demands: 'a password', user: 'ann:secret' });
    expect(namesIn(await tagsOf(asking({ kind: 'password', username: 'ann', password: 'secret' }), fake.host, 'team/app'))).toContain(
      '2.0',
    );
  });

  test.each([
    ['wants a password that nobody has', { demands: 'a password', user: 'ann:secret' }, 401],
    ['knows another password', { demands: 'a token', user: 'ann:other' }, 401],
    ['does not have the image', { images: {} }, 404],
    ['is out of order', { status: 503 }, 503],
  ] as const)('%s: its tags cannot be had', async (_, options, status) => {
    const fake = await start({ images, ...options });
    const answer = await tagsOf(createRegistry(), fake.host, 'team/app');
    expect(answer).toMatchObject({ state: 'unavailable', reason: { args: { registry: fake.host, status } } });
  });

  test('does not exist: its tags are unavailable, and it is not queried again for a while', async () => {
    const fake = await start({ images });
    const { host } = fake;
    await fake.stop();
    running.pop();
    let calls = 0;
    const client = createRegistry({ fetch: (url, init) => (calls++, fetch(url, init)) });
    expect(await tagsOf(client, host, 'team/app')).toMatchObject({ state: 'unavailable' });
    await tagsOf(client, host, 'team/app');
    expect(calls).toBe(1);
  });

  test('a next page elsewhere is not followed', async () => {
    const requests: string[] = [];
    const client = createRegistry({
      fetch: (url) => {
        requests.push(url);
        const headers = { link: '<https://elsewhere.example/v2/x/tags/list>; rel="next"' };
        return Promise.resolve(new Response('{"tags":["1"]}', { headers }));
      },
    });
    expect(namesIn(await tagsOf(client, 'registry.example', 'x'))).toEqual(['1']);
    expect(requests).toEqual(['https://registry.example/v2/x/tags/list?n=1000']);
  });

  test('no password is sent over plain HTTP on request of a registry', async () => {
    const requests: string[] = [];
    const client = asking(
      { kind: 'password', username: 'ann', password: 'secret' },
      {
        fetch: (url) => {
          requests.push(url);
          return Promise.resolve(
            new Response('{}', { status: 401, headers: { 'www-authenticate': 'Bearer realm="http://token.example/"' } }),
          );
        },
      },
    );
    expect(await tagsOf(client, 'registry.example', 'x')).toMatchObject({ state: 'unavailable' });
    expect(requests).toEqual(['https://registry.example/v2/x/tags/list?n=1000']);
  });

  test.each([
    ['not JSON', 'hello'],
    ['not an object', '[1]'],
    ['no list', '{"tags":"latest"}'],
    ['null', '{"tags":null}'],
  ])('an answer that is %s has no effect', async (_, body) => {
    const client = createRegistry({ fetch: () => Promise.resolve(new Response(body)) });
    expect(['known', 'unavailable']).toContain((await tagsOf(client, 'registry.example', 'x')).state);
  });
});

/** An answer with two tags and this many further characters. */
function* longAnswer(characters: number): Generator<string> {
  yield '{"tags":["1.0","2.0"],"results":[{"name":"1.0"},{"name":"2.0"}],"more":"';
  for (let left = characters; left > 0; left -= 100_000) yield 'x'.repeat(Math.min(left, 100_000));
  yield '"}';
}

describe('the length of an answer', () => {
  const most = 8_000_000;

  test.each([
    ['in chunks, short', 1_000_000, false, true],
    ['in chunks, just short enough', most - 1_000, false, true],
    ['in chunks, too long', most, false, false],
    ['in chunks, much too long', 50 * most, false, false],
    ['compressed, short', 1_000_000, true, true],
    ['compressed, too long when decompressed', most, true, false],
    ['compressed, much too long when decompressed', 50 * most, true, false],
  ])('%s', async (_, length, gzip, isRead) => {
    const fake = await start({ images, body: { text: longAnswer(length), gzip } });
    const tags = await tagsOf(createRegistry(), fake.host, 'team/app');
    expect(namesIn(tags)).toEqual(isRead ? ['2.0', '1.0'] : ['unavailable']);
    // What is compressed this well fits into the buffers of the connection.
    if (!gzip) expect(fake.sent).toBeLessThan(6 * most);
  });

  test.each([[false], [true]])('of Docker Hub is limited too, compressed: %j', async (gzip) => {
    const fake = await start({ images, body: { text: longAnswer(50 * most), gzip } });
    expect(namesIn(await tagsOf(createRegistry({ hub: fake.origin }), 'docker.io', 'team/app'))).toEqual(['unavailable']);
  });

  test.each([['0'], ['99999999999'], ['x']])('is counted, although the header says %s', async (length) => {
    const fetch = (): Promise<Response> => Promise.resolve(new Response('{"tags":["1.0"]}', { headers: { 'content-length': length } }));
    expect(namesIn(await tagsOf(createRegistry({ fetch }), 'registry.example', 'x'))).toEqual(['1.0']);
  });

  test('a character that is split between two chunks is read', async () => {
    const bytes = new TextEncoder().encode('{"tags":["é"]}');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const client = createRegistry({ fetch: () => Promise.resolve(new Response(body)) });
    expect(namesIn(await tagsOf(client, 'registry.example', 'x'))).toEqual(['é']);
  });
});

describe('a redirect', () => {
  test('to another host gives no tags and no images of the registry', async () => {
    const other = await start({ images: { 'team/app': ['evil'] } });
    const fake = await start({ images, redirectsTo: other.origin });
    const client = createRegistry({ hub: fake.origin });
    expect(namesIn(await tagsOf(client, fake.host, 'team/app'))).toEqual(['unavailable']);
    expect(namesIn(await tagsOf(client, 'docker.io', 'team/app'))).toEqual(['unavailable']);
    expect(imageNames(await imagesOf(client, fake.host))).toEqual(['unavailable']);
    expect(imageNames(await imagesOf(client, 'docker.io', 'team/'))).toEqual(['unavailable']);
    expect(imageNames(await imagesOf(client, 'docker.io', 'team'))).toEqual(['unavailable']);
  });

  test('on the same host is followed', async () => {
    const fake = await start({ images, moves: true });
    expect(namesIn(await tagsOf(createRegistry(), fake.host, 'team/app'))).toContain('2.0');
  });

  test.each([
    ['https://registry.example/v2/x/tags/list', true],
    ['https://registry.example/other', true],
    ['https://registry.example.evil/v2/x/tags/list', false],
    ['https://evil/registry.example/v2/x/tags/list', false],
    ['https://registry.example:8443/v2/x/tags/list', false],
    ['http://registry.example/v2/x/tags/list', false],
    ['https://other.registry.example/v2/x/tags/list', false],
    ['https://registry.example@evil/v2/x/tags/list', false],
  ])('an answer from %s is accepted: %j', async (url, isAccepted) => {
    const response = Object.defineProperties(new Response('{"tags":["1.0"]}'), { url: { value: url }, redirected: { value: true } });
    const client = createRegistry({ fetch: () => Promise.resolve(response) });
    expect(namesIn(await tagsOf(client, 'registry.example', 'x'))).toEqual([isAccepted ? '1.0' : 'unavailable']);
  });
});

describe('Docker Hub', () => {
  const library = { 'library/node': ['22', '22-slim', '22-alpine', '24'], 'example/private': ['1'] };

  test('names official images by their short name, with sizes for amd64 and dates', async () => {
    const fake = await start({ images: library });
    const answer = await tagsOf(createRegistry({ hub: fake.origin }), 'docker.io', 'node');
    expect(namesIn(answer)).toEqual(library['library/node']);
    expect(answer).toMatchObject({
      value: { complete: true, tags: [{ compressed: 1_000_000, date: '2026-09-01T10:00:00Z' }, {}, {}, {}] },
    });
  });

  test('is queried with the typed text only if it has more than one page', async () => {
    const fake = await start({ images: library, page: 2 });
    const client = createRegistry({ hub: fake.origin });
    expect(await tagsOf(client, 'docker.io', 'node', '')).toMatchObject({ value: { complete: false } });
    expect(namesIn(await tagsOf(client, 'docker.io', 'node', 'alp'))).toEqual(['22-alpine']);
    expect(fake.requests).toHaveLength(2);
  });

  test('known tags are available while the rest is requested', async () => {
    const fake = await start({ images: library, page: 2 });
    const client = createRegistry({ hub: fake.origin });
    await tagsOf(client, 'docker.io', 'node', '');
    expect(namesIn(client.tags('docker.io', 'node', 'alp'))).toEqual(['22', '22-slim']);
    await client.settled();
  });

  test('private repositories are queried from the registry itself', async () => {
    const hub = await start({ images: {} });
    const fake = await start({ images: library });
    const client = asking(
      { kind: 'password', username: 'ann', password: 'secret' },
      { hub: hub.origin, fetch: (url, init) => fetch(url.replace('https://registry-1.docker.io', fake.origin), init) },
    );
    expect(namesIn(await tagsOf(client, 'docker.io', 'example/private'))).toEqual(['1']);
  });

  test('private repositories are not queried without credentials', async () => {
    const hub = await start({ images: {} });
    expect(await tagsOf(createRegistry({ hub: hub.origin }), 'docker.io', 'example/private')).toMatchObject({ state: 'unavailable' });
    expect(hub.requests).toEqual(['GET /v2/repositories/example/private/tags']);
  });
});

describe('the catalogue of a registry', () => {
  const catalogue = { 'team/web': ['1'], 'team/app': ['1'], 'other/db': ['1'] };

  test('is pending at first, and available later, sorted by name', async () => {
    const fake = await start({ images: catalogue });
    const client = createRegistry();
    expect(client.images(fake.host, 'te')).toEqual({ state: 'pending' });
    const answer = await imagesOf(client, fake.host, 'te');
    expect(imageNames(answer)).toEqual(['other/db', 'team/app', 'team/web']);
    expect(answer).toMatchObject({ value: { complete: true } });
  });

  test('is requested once, whatever is typed, in pages', async () => {
    const fake = await start({ images: catalogue, page: 2 });
    const client = createRegistry();
    for (const typed of ['', 't', 'team/', 'team/a']) expect(imageNames(await imagesOf(client, fake.host, typed))).toHaveLength(3);
    expect(fake.requests).toEqual(['GET /v2/_catalog', 'GET /v2/_catalog']);
  });

  test('of many pages only the first are read, and the result is marked as incomplete', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`app-${i}`, ['1']]));
    const fake = await start({ images: many, page: 2 });
    expect(await imagesOf(createRegistry(), fake.host)).toMatchObject({ state: 'known', value: { complete: false } });
    expect(fake.requests.length).toBeLessThan(10);
  });

  test('takes a token for the catalogue, and a password for the token', async () => {
    const fake = await start({ images: catalogue, demands: 'a token', user: 'ann:secret' });
    const client = asking({ kind: 'password', username: 'ann', password: 'secret' });
    expect(imageNames(await imagesOf(client, fake.host))).toContain('team/app');
    expect(fake.requests).toEqual(['GET /v2/_catalog', 'GET /token ann:secret', 'GET /v2/_catalog token for registry:catalog:*']);
  });

  test.each([
    ['has none', { status: 404 }, 404],
    ['shows it to nobody', { demands: 'a password', user: 'ann:secret' }, 401],
  ] as const)('of a registry that %s cannot be had, and is not asked for again', async (_, options, status) => {
    const fake = await start({ images: catalogue, ...options });
    const client = createRegistry();
    expect(await imagesOf(client, fake.host)).toMatchObject({ state: 'unavailable', reason: { args: { registry: fake.host, status } } });
    expect(fake.requests).toHaveLength(1);
  });
});

describe('the images of Docker Hub', () => {
  const hub = { node: ['1'], 'team/node-tools': ['1'], 'team/app': ['1'], 'team/private-app': ['1'], redis: ['1'] };

  test('are found by a plain name; those of Docker are marked as official', async () => {
    const fake = await start({ images: hub });
    const answer = await imagesOf(createRegistry({ hub: fake.origin }), 'docker.io', 'node');
    expect(answer).toMatchObject({
      value: {
        complete: true,
        images: [
          { name: 'node', official: true },
          { name: 'team/node-tools', official: false },
        ],
      },
    });
  });

  test('one character is too short for a search', async () => {
    const fake = await start({ images: hub });
    const client = createRegistry({ hub: fake.origin });
    for (const typed of ['', 'n']) expect(await imagesOf(client, 'docker.io', typed)).toEqual({ state: 'known', value: { images: [], complete: false } }); // prettier-ignore
    expect(fake.requests).toEqual([]);
  });

  test('a complete result for the start of a word is used for the rest of it', async () => {
    const fake = await start({ images: hub });
    const client = createRegistry({ hub: fake.origin });
    for (const typed of ['no', 'nod', 'node']) await imagesOf(client, 'docker.io', typed);
    expect(fake.requests).toEqual(['GET /v2/search/repositories/']);
  });

  test('after an incomplete result, the longer word is searched', async () => {
    const fake = await start({ images: hub, page: 1 });
    const client = createRegistry({ hub: fake.origin });
    await imagesOf(client, 'docker.io', 'no');
    expect(imageNames(await imagesOf(client, 'docker.io', 'node-'))).toEqual(['team/node-tools']);
    expect(fake.requests).toHaveLength(2);
  });

  test('typing during a search does not start another one', async () => {
    const fake = await start({ images: hub });
    const client = createRegistry({ hub: fake.origin });
    for (const typed of ['no', 'nod', 'node']) expect(client.images('docker.io', typed)).toEqual({ state: 'pending' });
    await client.settled();
    expect(fake.requests).toHaveLength(1);
  });

  test('of a namespace are listed: its public ones without credentials', async () => {
    const fake = await start({ images: hub });
    const answer = await imagesOf(createRegistry({ hub: fake.origin }), 'docker.io', 'team/');
    expect(imageNames(answer)).toEqual(['team/node-tools', 'team/app']);
    expect(answer).toMatchObject({ value: { images: [{ description: undefined }, { description: 'An *app*.' }] } });
    expect(fake.requests).toEqual(['GET /v2/namespaces/team/repositories']);
  });

  test('of a namespace include the private ones after a login', async () => {
    const fake = await start({ images: hub, user: 'ann:secret' });
    const client = asking({ kind: 'password', username: 'ann', password: 'secret' }, { hub: fake.origin });
    expect(imageNames(await imagesOf(client, 'docker.io', 'team/'))).toContain('team/private-app');
    expect(fake.requests).toEqual(['POST /v2/auth/token', 'GET /v2/namespaces/team/repositories token of ann']);
  });

  test('with a wrong password only the public ones are listed', async () => {
    const fake = await start({ images: hub, user: 'ann:other' });
    const client = asking({ kind: 'password', username: 'ann', password: 'secret' }, { hub: fake.origin });
    expect(imageNames(await imagesOf(client, 'docker.io', 'team/'))).toEqual(['team/node-tools', 'team/app']);
  });

  test('of a large namespace those that match the typed text', async () => {
    const fake = await start({ images: hub, page: 1 });
    const client = createRegistry({ hub: fake.origin });
    expect(await imagesOf(client, 'docker.io', 'team/')).toMatchObject({ value: { complete: false } });
    expect(imageNames(await imagesOf(client, 'docker.io', 'team/app'))).toEqual(['team/app']);
  });

  test('of a namespace that does not exist are unavailable', async () => {
    const fake = await start({ images: hub });
    expect(await imagesOf(createRegistry({ hub: fake.origin }), 'docker.io', 'nobody/')).toMatchObject({ state: 'unavailable' });
  });

  test.each([
    ['not an object', '[1]'],
    ['no list', '{"results":"x"}'],
    ['a list of others', '{"results":[1,{},{"name":3,"repo_name":null}]}'],
  ])('an answer that is %s has no effect', async (_, body) => {
    const client = createRegistry({ fetch: () => Promise.resolve(new Response(body)) });
    expect(imageNames(await imagesOf(client, 'docker.io', 'team/'))).toEqual([]);
    expect(imageNames(await imagesOf(client, 'docker.io', 'team'))).toEqual([]);
    expect(imageNames(await imagesOf(client, 'registry.example', 'team'))).toEqual([]);
  });
});

test.each([
  ['docker.io', 'https://registry-1.docker.io'],
  ['ghcr.io', 'https://ghcr.io'],
  ['registry.example:5000', 'https://registry.example:5000'],
  ['localhost:5000', 'http://localhost:5000'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1:5000', 'http://127.0.0.1:5000'],
  ['127.0.0.1.example.com', 'https://127.0.0.1.example.com'],
  ['localhost.example.com', 'https://localhost.example.com'],
])('%s is at %s', (registry, origin) => {
  expect(originOf(registry)).toBe(origin);
});

test.each([
  [
    'Bearer realm="https://a.example/token",service="a, b",scope="x"',
    { scheme: 'bearer', parameters: { realm: 'https://a.example/token', service: 'a, b', scope: 'x' } },
  ],
  ['Basic realm=plain', { scheme: 'basic', parameters: { realm: 'plain' } }],
  ['bearer realm = "a\\"b"', { scheme: 'bearer', parameters: { realm: 'a"b' } }],
  ['', undefined],
] as const)('the challenge %j', (header, expected) => {
  expect(readChallenge(header)).toEqual(expected);
});
