import { describe, expect, it } from 'vitest';
import { contextNeeds, isManifest } from '../../../server/src/context/needs.ts';

function filesOf(...paths: readonly string[]) {
  return paths.map((path) =>
    path.endsWith('/') ? { path: path.slice(0, -1), kind: 'directory' as const, size: 0 } : { path, kind: 'file' as const, size: 10 },
  );
}

it.each([
  ['package.json', true],
  ['packages/api/package.json', true],
  ['requirements.txt', true],
  ['requirements-dev.txt', true],
  ['requirements/prod.txt', true],
  ['shop/settings.py', true],
  ['shop/settings/production.py', true],
  ['tsup.config.ts', true],
  ['Gemfile', true],
  ['build.gradle.kts', true],
  ['Api.csproj', true],
  ['vite.config.mts', true],
  ['README.md', false],
  ['notes.txt', false],
  ['xpackage.json', false],
])('%s is a manifest: %s', (path, expected) => {
  expect(isManifest(path)).toBe(expected);
});

describe('what the host must read', () => {
  it('is manifests, the nearest to the root first, but not those of installed packages', () => {
    const entries = filesOf('a/b/go.mod', 'a/package.json', 'main.go', 'node_modules/x/package.json', 'package.json');
    expect(contextNeeds(entries, ['.'], []).texts).toEqual(['package.json', 'a/package.json', 'a/b/go.mod']);
  });

  it('is a manifest that a COPY names, wherever it lies', () => {
    const entries = filesOf('vendor/composer.json', 'a/b/c/d/e/pom.xml');
    expect(contextNeeds(entries, ['./vendor/composer.json', 'a/b/c/d/e/pom.xml'], []).texts).toEqual([
      'vendor/composer.json',
      'a/b/c/d/e/pom.xml',
    ]);
  });

  it('is configuration and scripts that a COPY puts to a place of their own', () => {
    const entries = filesOf('conf/nginx.conf', 'crontab', 'logo.png', 'other.conf', 'run.py');
    expect(contextNeeds(entries, ['conf/nginx.conf', 'crontab', 'logo.png', 'run.py'], []).texts).toEqual([
      'crontab',
      'run.py',
      'conf/nginx.conf',
    ]);
  });

  it('leaves out huge texts', () => {
    expect(contextNeeds([{ path: 'package-lock.json', kind: 'file', size: 9_000_000 }], [], []).texts).toEqual([]);
  });

  it('is the files that an ADD names, but not those in folders that it names', () => {
    const entries = filesOf('a.tar.gz', 'b.tar.gz', 'dir/', 'dir/c.tar.gz', 'other.bin');
    expect(contextNeeds(entries, [], ['*.tar.gz', 'dir', './other.bin']).archives).toEqual(['a.tar.gz', 'b.tar.gz', 'other.bin']);
  });
});
