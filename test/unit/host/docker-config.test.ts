import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dockerCredentials } from '../../../server/src/host/registry/docker-config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-docker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let configs = 0;

/** A folder with this `config.json`. */
function configured(config: unknown): string {
  const at = path.join(folder, String(configs++));
  mkdirSync(at);
  writeFileSync(path.join(at, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return at;
}

const auth = (user: string): string => Buffer.from(user).toString('base64');

describe('credentials in the file', () => {
  const config = {
    auths: {
      'https://index.docker.io/v1/': { auth: auth('hub:one') },
      'ghcr.io': { auth: auth('git:two:three') },
      'https://registry.example:5000/v2/': { auth: auth('ex:four') },
      'token.example': { auth: auth('x:'), identitytoken: 'id-token' },
      'empty.example': {},
    },
  };

  test.each([
    ['docker.io', { kind: 'password', username: 'hub', password: 'one' }],
    ['ghcr.io', { kind: 'password', username: 'git', password: 'two:three' }],
    ['registry.example:5000', { kind: 'password', username: 'ex', password: 'four' }],
    ['token.example', { kind: 'identity', token: 'id-token' }],
    ['empty.example', undefined],
    ['other.example', undefined],
    ['index.docker.io.example', undefined],
  ])('of %s', async (registry, expected) => {
    expect(await dockerCredentials(configured(config))(registry)).toEqual(expected);
  });

  test.each([['not JSON'], ['[]'], ['{"auths":{"ghcr.io":{"auth":"!"}}}']])('a file with the content %j has none', async (text) => {
    expect(await dockerCredentials(configured(text))('ghcr.io')).toBeUndefined();
  });

  test('a missing file has none', async () => {
    expect(await dockerCredentials(path.join(folder, 'nowhere'))('ghcr.io')).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('credentials of a helper', () => {
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);

  /** Creates `docker-credential-<name>`, which runs a line of shell with the server in `$server`. */
  function helper(name: string, line: string): void {
    const file = path.join(programs, `docker-credential-${name}`);
    writeFileSync(file, `#!/bin/sh\nread -r server\n[ "$1" = get ] || exit 2\n${line}\n`);
    chmodSync(file, 0o755);
  }

  helper('echo', `printf '{"ServerURL":"%s","Username":"user of %s","Secret":"pass"}' "$server" "$server"`);
  helper('token', `printf '{"Username":"<token>","Secret":"id-token"}'`);
  helper('broken', 'echo "credentials not found in native keychain"; exit 1');

  async function ask(config: unknown, registry: string): Promise<unknown> {
    const before = process.env.PATH;
    process.env.PATH = `${programs}${path.delimiter}${before}`;
    try {
      return await dockerCredentials(configured(config))(registry);
    } finally {
      process.env.PATH = before;
    }
  }

  test.each([
    [
      'its own helper',
      { credHelpers: { 'ghcr.io': 'echo' } },
      'ghcr.io',
      { kind: 'password', username: 'user of ghcr.io', password: 'pass' },
    ],
    [
      'the store for all',
      { credsStore: 'echo' },
      'docker.io',
      { kind: 'password', username: 'user of https://index.docker.io/v1/', password: 'pass' },
    ],
    [
      'its own before the store',
      { credsStore: 'broken', credHelpers: { 'ghcr.io': 'token' } },
      'ghcr.io',
      { kind: 'identity', token: 'id-token' },
    ],
    ['a helper that fails', { credsStore: 'broken' }, 'ghcr.io', undefined],
    ['a helper that is not there', { credsStore: 'nowhere' }, 'ghcr.io', undefined],
    ['a helper that is no name', { credsStore: '../../bin/sh' }, 'ghcr.io', undefined],
    [
      'a store that does not know, and the file that does',
      { credsStore: 'broken', auths: { 'ghcr.io': { auth: auth('a:b') } } },
      'ghcr.io',
      { kind: 'password', username: 'a', password: 'b' },
    ],
  ])('%s', async (_, config, registry, expected) => {
    expect(await ask(config, registry)).toEqual(expected);
  });
});
