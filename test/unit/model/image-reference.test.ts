import { describe, expect, it } from 'vitest';
import { isImageName, readImageReference } from '../../../server/src/model/image-reference.ts';

const offset = 5;

/** A reference as written at offset 5; `resolved` as is unless another is given. */
function read(raw: string, resolved: string | undefined = raw): ReturnType<typeof readImageReference> {
  return readImageReference(raw, { start: offset, end: offset + raw.length }, resolved);
}

describe('the parts of an image reference', () => {
  it.each([
    // raw, registry, repository, tag, digest
    ['node', 'docker.io', 'node', undefined, undefined],
    ['node:22', 'docker.io', 'node', '22', undefined],
    ['node:22@sha256:abc', 'docker.io', 'node', '22', 'sha256:abc'],
    ['node@sha256:abc', 'docker.io', 'node', undefined, 'sha256:abc'],
    ['library/node:22', 'docker.io', 'node', '22', undefined],
    ['docker.io/library/node:22', 'docker.io', 'node', '22', undefined],
    ['index.docker.io/library/node', 'docker.io', 'node', undefined, undefined],
    ['docker.io/bitnami/redis:7', 'docker.io', 'bitnami/redis', '7', undefined],
    ['bitnami/redis', 'docker.io', 'bitnami/redis', undefined, undefined],
    ['ghcr.io/a/b/c:1', 'ghcr.io', 'a/b/c', '1', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['localhost:5000/app', 'localhost:5000', 'app', undefined, undefined],
    ['host:5000/team/app:1.2', 'host:5000', 'team/app', '1.2', undefined],
    ['MyHost/app', 'MyHost', 'app', undefined, undefined],
    ['Node:22', 'docker.io', 'Node', '22', undefined],
    ['host.example/library/node', 'host.example', 'library/node', undefined, undefined],
    ['node:', 'docker.io', 'node', undefined, undefined],
    ['', 'docker.io', '', undefined, undefined],
  ])('%j', (raw, registry, repository, tag, digest) => {
    expect(read(raw)).toMatchObject({ raw, resolved: raw, registry, repository, tag, digest });
  });

  it.each([
    ['scratch', true],
    ['scratch:latest', false],
    ['docker.io/library/scratch', false],
    ['Scratch', false],
  ])('%s is the empty image: %s', (raw, isScratch) => expect(read(raw).isScratch).toBe(isScratch));
});

describe('their document spans', () => {
  /** The text of a part's span. */
  function places(raw: string, resolved?: string): unknown[] {
    const { repositorySpan, tagSpan, digestSpan } = read(raw, resolved);
    return [repositorySpan, tagSpan, digestSpan].map((part) => part && raw.slice(part.start - offset, part.end - offset));
  }

  it.each([
    ['node:22', undefined, ['node', '22', undefined]],
    ['host:5000/team/app:1@sha256:abc', undefined, ['team/app', '1', 'sha256:abc']],
    ['"node:22"', 'node:22', ['node', '22', undefined]],
    ['node:$V', 'node:22', ['node', undefined, undefined]],
    ['node:22-$V', 'node:22-slim', ['node', undefined, undefined]],
    ['node:${V:-22}', 'node:22', ['node', undefined, undefined]],
    ['${HOST:-a.b/c}/node:22', 'a.b/c/node:22', ['node', '22', undefined]],
    ['$IMAGE', 'node:22', [undefined, undefined, undefined]],
  ])('%s', (raw, resolved, expected) => expect(places(raw, resolved)).toEqual(expected));
});

describe('a reference with variables', () => {
  it('has the parts of the expanded text', () => {
    expect(read('$IMAGE', 'ghcr.io/me/app:1')).toMatchObject({ registry: 'ghcr.io', repository: 'me/app', tag: '1' });
  });

  it('has the parts of the written text if a value is unknown', () => {
    const reference = readImageReference('${HOST}/node:${TAG:-a/b}', { start: 0, end: 24 }, undefined);
    expect(reference).toMatchObject({ resolved: undefined, registry: '${HOST}', repository: 'node', tag: '${TAG:-a/b}' });
  });
});

describe('isImageName', () => {
  const digest = `sha256:${'0a'.repeat(32)}`;
  it.each([
    'node', 'node:22', `node:22@${digest}`, `a/b@${digest}`, 'a__b/c-d.e', 'a---b', 'localhost/app', 'Localhost:5000/app:1.0_x', 'ghcr.io/a/b/c:v1',
    '[::1]:5000/app', '0',
  ])('%s', (name) => expect(isImageName(name)).toBe(true)); // prettier-ignore

  it.each([
    '',
    'Node',
    'my_Image',
    'a..b',
    'a___b',
    '-a',
    'a-',
    'a/',
    '/a',
    'a//b',
    'node:',
    'node:a:b',
    'node@',
    'node@sha256:0a',
    'a b',
    'host.com/A',
    ':1',
  ])('not %j', (name) => expect(isImageName(name)).toBe(false));

  it('is fast for a name that almost matches', () => {
    expect(isImageName(`${'a-'.repeat(100_000)}!`)).toBe(false);
    expect(isImageName(`${'a-'.repeat(500)}!`)).toBe(false);
  });
});
