import { createServer } from 'node:net';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { reasonOf } from '../../../../server/src/host/engine/answers.ts';
import { createEngine } from '../../../../server/src/host/engine/engine.ts';
import type { EngineHost, EngineImages } from '../../../../server/src/host/host.ts';
import { engineWithApp, fakeEngine } from '../../../support/fake-engine.ts';

/** An engine at an address, with little patience. */
function engineAt(address: string, env: Readonly<Record<string, string>> = {}): EngineHost {
  return createEngine({ env: { DOCKER_HOST: address, ...env }, home: '/nowhere', platform: 'linux', userId: 1000 }, 200);
}

async function read(engine: EngineHost): Promise<EngineImages> {
  return engine.images(new AbortController().signal);
}

/** Writes the configuration of Docker with a current context. */
function writeContext(home: string, name: string, host: string): void {
  const folder = path.join(home, '.docker/contexts/meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(home, '.docker/config.json'), JSON.stringify({ currentContext: name }));
  writeFileSync(
    path.join(folder, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
  );
}

/** Why there are no images; the socket is called SOCKET. */
async function reason(engine: EngineHost, socket: string): Promise<string> {
  const images = await read(engine);
  return images.state === 'unavailable' ? english(images.reason).replaceAll(socket, 'SOCKET') : images.state;
}

describe('the images of an engine', () => {
  it('come with their histories, the oldest entry first', async () => {
    const { socket } = await fakeEngine(engineWithApp());
    expect(await read(engineAt(`unix://${socket}`))).toEqual({
      state: 'known',
      value: [
        {
          id: 'sha256:a',
          tags: ['app:latest'],
          created: 1_700_000_000_000,
          history: [
            { createdBy: 'ADD rootfs.tar / # buildkit', bytes: 70_000_000, created: 1, comment: '' },
            { createdBy: 'RUN /bin/sh -c make install # buildkit', bytes: 12_345_678, created: 1_700_000_000, comment: '' },
            { createdBy: 'COPY data /data # buildkit', bytes: 6_000_000, created: 1_700_000_000, comment: '' },
            { createdBy: 'ENV MODE=production', bytes: 0, created: 1_700_000_000, comment: '' },
            { createdBy: 'CMD ["app"]', bytes: 0, created: 1_700_000_000, comment: '' },
          ],
        },
      ],
    });
  });

  it('are listed again, but their histories are requested once', async () => {
    const { socket, requests } = await fakeEngine(engineWithApp());
    const engine = engineAt(`unix://${socket}`);
    await read(engine);
    await read(engine);
    expect(requests.map((url) => url.replace(/\?.*/, ''))).toEqual(['/images/json', '/images/sha256%3Aa/history', '/images/json']);
  });

  it('are without one that was deleted in the meantime', async () => {
    const { socket } = await fakeEngine((url) =>
      url === '/images/json' ? { json: [{ Id: 'b', RepoTags: null, Created: 1 }] } : { status: 404, text: '{}' },
    );
    expect(await read(engineAt(`unix://${socket}`))).toEqual({ state: 'known', value: [] });
  });

  it('are those of the socket that exists if the user has not chosen an engine', async () => {
    const { socket } = await fakeEngine(engineWithApp());
    const folder = path.dirname(socket);
    const engine = createEngine({ env: { XDG_RUNTIME_DIR: folder }, home: '/nowhere', platform: 'linux', userId: 1000 }, 1000);
    const images = await read(engine);
    expect(images.state === 'known' && images.value.flatMap(({ tags }) => tags)).toContain('app:latest');
  });

  it('are those of the current context of Docker', async () => {
    const { socket } = await fakeEngine(engineWithApp());
    const home = mkdtempSync(path.join(os.tmpdir(), 'contexts-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    writeContext(home, 'mine', `unix://${socket}`);
    const engine = createEngine({ env: {}, home, platform: 'linux', userId: 1000 }, 1000);
    expect((await read(engine)).state).toBe('known');
  });
});

describe('an engine that cannot be used is said with its reason:', () => {
  it.each([
    [
      'it refuses',
      { status: 403, text: '{"message":"forbidden"}' },
      'The container engine at SOCKET refused to list its images (HTTP status 403).',
    ],
    ['it fails', { status: 500, text: 'oops' }, 'The container engine at SOCKET refused to list its images (HTTP status 500).'],
    ['it answers with something else', { json: { hello: 'world' } }, 'SOCKET answers, but is not a container engine.'],
    ['it answers with a page', { status: 200, text: '<html>' }, 'SOCKET answers, but is not a container engine.'],
    ['it answers with a list of something else', { json: [1, 2] }, 'SOCKET answers, but is not a container engine.'],
    ['it never answers', 'never', 'The container engine at SOCKET did not answer within 0.2 seconds.'],
  ] as const)('%s', async (_, answer, expected) => {
    const { socket } = await fakeEngine(() => answer);
    expect(await reason(engineAt(`unix://${socket}`), socket)).toBe(expected);
  });

  it('it is slow with a history', async () => {
    const { socket } = await fakeEngine((url) => (url === '/images/json' ? { json: [{ Id: 'b', RepoTags: null, Created: 1 }] } : 'never'));
    expect(await reason(engineAt(`unix://${socket}`), socket)).toBe('The container engine at SOCKET did not answer within 0.2 seconds.');
  });

  it('nothing listens on its socket any more', async () => {
    const { socket, server } = await fakeEngine(engineWithApp());
    await new Promise((resolve) => server.close(resolve));
    expect(await reason(engineAt(`unix://${socket}`), socket)).toBe('No container engine is running at SOCKET.');
    writeFileSync(socket, '');
    expect(await reason(engineAt(`unix://${socket}`), socket)).toBe('No container engine is running at SOCKET.');
  });

  it('it closes the connection', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'engine-'));
    const socket = path.join(folder, 's');
    const server = createServer((connection) => connection.destroy());
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    });
    expect(await reason(engineAt(`unix://${socket}`), socket)).toMatch(
      /^The container engine at SOCKET cannot be reached: E(?:CONNRESET|PIPE)$/,
    );
  });

  it.each([
    ['over SSH', 'ssh://user@host', 'ssh://user@host cannot be used: connections over SSH are not supported.'],
    ['no address', 'fd://', '"fd://" is not the address of a container engine.'],
  ])('its address is %s', async (_, address, expected) => {
    expect(await reason(engineAt(address), '-')).toBe(expected);
  });

  it.each([
    ['EACCES', 'There is no permission to use the container engine at /s.'],
    ['EPERM', 'There is no permission to use the container engine at /s.'],
    ['ETIMEDOUT', 'The container engine at /s cannot be reached: ETIMEDOUT'],
  ])('the system says %s', (code, expected) => {
    expect(english(reasonOf({ code }, { kind: 'socket', path: '/s' }, 5000))).toBe(expected);
  });

  it('the context does not exist', async () => {
    const engine = createEngine({ env: { DOCKER_CONTEXT: 'gone' }, home: '/nowhere', platform: 'linux', userId: 1000 });
    expect(await reason(engine, '-')).toBe('The Docker context "gone" does not exist.');
  });

  it('there is none', async () => {
    const engine = createEngine({ env: {}, home: '/nowhere', platform: 'win32', userId: undefined });
    expect(await reason(engine, '-')).toMatch(/^No container engine was found: /);
  });
});

it('a request is cancelled with its signal', async () => {
  const { socket } = await fakeEngine(() => 'never');
  const engine = createEngine({ env: { DOCKER_HOST: `unix://${socket}` }, home: '/nowhere', platform: 'linux', userId: 1000 }, 60_000);
  const controller = new AbortController();
  const images = engine.images(controller.signal);
  setTimeout(() => controller.abort(), 50);
  expect((await images).state).toBe('unavailable');
});
