import { describe, expect, it } from 'vitest';
import { downloadName, remoteKind } from '../../../server/src/facts/remote-source.ts';

// TestParseGitRef and TestIsImplicitSSHTransport of moby/buildkit, and addresses of the same kinds.
describe('a source of ADD is', () => {
  it.each([
    'https://example.com/foo.git',
    'https://example.com/foo.git#deadbeef',
    'https://example.com/foo.git#release/1.2:dir',
    'https://example.com/foo.git?ref=v1.0.0&subdir=/subdir',
    'http://example.com/foo.git',
    'https://foo:bar@github.com/moby/buildkit.git',
    'https://example.com/.git',
    'git://example.com/foo',
    'ssh://git@github.com/moby/buildkit',
    'ssh://root@host.example:2222/path/foo.git#main',
    'git@github.com:moby/buildkit',
    'git@github.com:moby/buildkit.git#v1',
    'other_Funky-user52@example.com:path/to/repo.git/',
  ])('a Git repository: %s', (source) => {
    expect(remoteKind(source)).toBe('git');
  });

  it.each([
    'https://example.com/',
    'https://example.com/foo',
    'https://example.com/foo.git/',
    'https://example.com/foo.git.bar',
    'https://example.com/foogit',
    'HTTPS://example.com/foo',
    'ftp://example.com/foo.git',
    's3://bucket/a',
    'https://github.com/moby/buildkit',
    'http://github.com/docker/docker.git:#branch',
    'https://example.com/a.tar.gz?x=.git',
    'https://x.git',
  ])('a download: %s', (source) => {
    expect(remoteKind(source)).toBe('http');
  });

  it.each([
    'lib.git',
    './lib.git',
    '../lib.git',
    'vendor/lib.git',
    '.git',
    'custom.xyz/moby/buildkit.git',
    'x.git.tar',
    'git@host/a.git',
    'git@host',
    'github.com/moby/buildkit',
    'a:b',
    'x/git@github.com:a',
    'a b@github.com:a',
    '/git://x',
    'git@:a',
    '@scope:x',
    '',
  ])('a path: %s', (source) => {
    expect(remoteKind(source)).toBeUndefined();
  });
});

it.each([
  ['https://example.com/a/y.tar.gz', 'y.tar.gz'],
  ['https://example.com/a/y.tar.gz?v=1#x', 'y.tar.gz'],
  ['https://example.com/a/', 'a'],
  ['https://example.com/a//', 'a'],
  ['http://example.com/x', 'x'],
  ['https://example.com/a?x=/b', 'a'],
  ['https://example.com/#/b', '__unnamed__'],
  ['https://example.com/?/b', '__unnamed__'],
  ['https://example.com/', '__unnamed__'],
  ['https://example.com', '__unnamed__'],
  ['https://example.com?file=x', '__unnamed__'],
])('%s becomes the file %s', (url, name) => {
  expect(downloadName(url)).toBe(name);
});
