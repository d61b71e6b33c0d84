import { describe, expect, it } from 'vitest';
import type { ContextEntry } from '../../../server/src/context/context.ts';
import { finish } from '../../../server/src/base/work.ts';
import { unwantedAmong } from '../../../server/src/facts/unwanted-files.ts';

/** Entries of 100 bytes; a path that ends in `/` is a folder. */
const entriesOf = (...paths: readonly string[]): readonly ContextEntry[] =>
  paths.map((path) => (path.endsWith('/') ? { path: path.slice(0, -1), kind: 'directory', size: 0 } : { path, kind: 'file', size: 100 }));

/** `pattern`, and `pattern!` for a secret. */
function patternsOf(entries: readonly ContextEntry[]): readonly string[] {
  return finish(unwantedAmong(entries)).map(({ pattern, isSecret }) => (isSecret ? `${pattern}!` : pattern));
}

describe('files that should not be in an image', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['.git/', '.git/config'], ['.git']],
    [['node_modules/', 'node_modules/x'], ['node_modules']],
    [['web/node_modules/'], ['**/node_modules']],
    [['env/', 'env/pyvenv.cfg'], ['env']],
    [['api/env/', 'api/env/pyvenv.cfg'], ['api/env']],
    [['target/', 'target/CACHEDIR.TAG'], ['target']],
    [['api/target/', 'api/target/CACHEDIR.TAG'], ['api/target']],
    [['.env'], ['.env!']],
    [['api/.env'], ['**/.env!']],
    [['.env.local'], ['.env.local!']],
    [['.env.production.local'], ['.env.production.local!']],
    ...['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', '.netrc', '.pypirc', '.git-credentials', 'server.key', 'putty.ppk', 'private.pem', 'private-1.pem', 'server-key.pem', 'server_key.pem', 'SERVER.KEY'].map((name): [string[], string[]] => [[name], [`${name}!`]]), // prettier-ignore
    [['.ssh/', '.ssh/id_rsa'], ['.ssh!']],
    [['.ssh/', '.ssh/config'], ['.ssh!']],
    [['.ssh/', '.ssh/authorized_keys', '.ssh/id_ed25519'], ['.ssh!']],
    [['home/.aws/', 'home/.aws/credentials'], ['**/.aws!']],
    [['deploy/id_rsa'], ['**/id_rsa!']],
    [['deploy/server.key'], ['deploy/server.key!']],
    [
      ['.git/', '.git/x', '.gitx/', '.gitx/id_rsa'],
      ['.git', '**/id_rsa!'],
    ],
  ])('%j: %j', (paths, expected) => {
    expect(patternsOf(entriesOf(...paths))).toEqual(expected);
  });

  it.each([
    [['.ssh/', '.ssh/authorized_keys']],
    [['rootfs/admin/.ssh/', 'rootfs/admin/.ssh/authorized_keys', 'rootfs/admin/.ssh/known_hosts']],
    [['keys/insecure_key.ppk']],
    [['etc/ssl-cert-snakeoil.key']],
    [['conf/dummy.key']],
    [['example-key.pem']],
  ])('%j: public keys', (paths) => {
    expect(patternsOf(entriesOf(...paths))).toEqual([]);
  });

  it.each([
    'lib/.git/',
    '.git',
    'node_modules',
    'env/',
    'target/',
    '.env/',
    '.env.example',
    '.env.production',
    '.envrc',
    'my.env',
    'id_rsa.pub',
    'id_rsa/',
    '.ssh',
    '.aws',
    'server.key/',
    'server.pem',
    'public.pem',
    'keyboard.ts',
    'test/id_rsa',
    'tests/server.key',
    'examples/.env',
    'vendor/x/private.pem',
  ])('none: %s', (path) => {
    expect(patternsOf(entriesOf(path))).toEqual([]);
  });

  it('a key is smaller than 20,000 bytes', () => {
    const key = (size: number): readonly ContextEntry[] => [{ path: 'x.key', kind: 'file', size }];
    expect(patternsOf(key(19_999))).toEqual(['x.key!']);
    expect(patternsOf(key(20_000))).toEqual([]);
  });
});
