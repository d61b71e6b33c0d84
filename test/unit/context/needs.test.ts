import { describe, expect, it } from 'vitest';
import { contextNeeds } from '../../../server/src/context/needs.ts';

function filesOf(...paths: readonly string[]) {
  return paths.map((path) =>
    path.endsWith('/') ? { path: path.slice(0, -1), kind: 'directory' as const, size: 0 } : { path, kind: 'file' as const, size: 10 },
  );
}

describe('the files that the host must read', () => {
  it('are manifests, those closest to the root first, except those of installed packages', () => {
    const entries = filesOf('a/b/go.mod', 'a/package.json', 'main.go', 'node_modules/x/package.json', 'package.json');
    expect(contextNeeds(entries, { copySources: ['.'], addSources: [], lists: [] }).texts).toEqual([
      'package.json',
      'a/package.json',
      'a/b/go.mod',
    ]);
  });

  it('include a manifest that a COPY refers to, at any depth', () => {
    const entries = filesOf('vendor/composer.json', 'a/b/c/d/e/pom.xml');
    expect(
      contextNeeds(entries, { copySources: ['./vendor/composer.json', 'a/b/c/d/e/pom.xml'], addSources: [], lists: [] }).texts,
    ).toEqual(['vendor/composer.json', 'a/b/c/d/e/pom.xml']);
  });

  it('include configuration files and scripts that a COPY copies by name', () => {
    const entries = filesOf('conf/nginx.conf', 'crontab', 'logo.png', 'other.conf', 'run.py');
    expect(
      contextNeeds(entries, { copySources: ['conf/nginx.conf', 'crontab', 'logo.png', 'run.py'], addSources: [], lists: [] }).texts,
    ).toEqual(['crontab', 'run.py', 'conf/nginx.conf']);
  });

  it('include a requirements file in a command, whatever its name', () => {
    const entries = filesOf('deps/base.list', 'node_modules/a/base.list', 'other.list');
    const needs = contextNeeds(entries, { copySources: [], addSources: [], lists: ['/app/deps/base.list'] });
    expect([needs.texts, needs.lists]).toEqual([['deps/base.list'], ['deps/base.list']]);
  });

  it('exclude very large texts', () => {
    expect(
      contextNeeds([{ path: 'package-lock.json', kind: 'file', size: 9_000_000 }], { copySources: [], addSources: [], lists: [] }).texts,
    ).toEqual([]);
  });

  it('include the files of an ADD, but not those in its folders', () => {
    const entries = filesOf('a.tar.gz', 'b.tar.gz', 'dir/', 'dir/c.tar.gz', 'other.bin');
    expect(contextNeeds(entries, { copySources: [], addSources: ['*.tar.gz', 'dir', './other.bin'], lists: [] }).archives).toEqual([
      'a.tar.gz',
      'b.tar.gz',
      'other.bin',
    ]);
  });
});
