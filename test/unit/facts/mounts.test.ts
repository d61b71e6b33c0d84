import { describe, expect, it } from 'vitest';
import { isMounted } from '../../../server/src/facts/mounts.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

const mountsIn = (lines: string) => {
  const facts = factsIn(`FROM alpine:3.22 AS build\nFROM alpine:3.22\n${lines}`);
  return facts.mountsOf(lastInstruction(facts));
};

describe('the target of a mount', () => {
  it.each([
    ['RUN --mount=type=cache,target=/root/.npm x', '/root/.npm'],
    ['RUN --mount=type=cache,dst=/root/.npm/ x', '/root/.npm'],
    ['RUN --mount=destination=/src x', '/src'],
    ['RUN --mount=TYPE=cache,TARGET=/c x', '/c'],
    ['WORKDIR /app\nRUN --mount=type=bind,target=. x', '/app'],
    ['WORKDIR /app\nRUN --mount=type=cache,target=.cache x', '/app/.cache'],
    ['WORKDIR /app\nRUN --mount=source=go.mod,target=go.mod x', '/app/go.mod'],
    ['WORKDIR /app\nRUN --mount=type=bind x', '/app'],
    ['ENV H=/home/app\nRUN --mount=type=cache,target=$H/.cache x', '/home/app/.cache'],
    ['RUN --mount=type=cache,target=/a,target=/b x', '/b'],
    ['RUN --mount=type=secret,id=aws x', '/run/secrets/aws'],
    ['RUN --mount=type=secret,id=aws,env=KEY x', undefined],
    ['RUN --mount=type=ssh x', undefined],
    ['ARG D\nRUN --mount=type=cache,target=$D/x x', undefined],
    ['RUN --mount=type=$T,target=/x x', '/x'],
    ['RUN --mount=type=,target=/x x', '/x'],
    ['RUN --mount=type,target=/x x', '/x'],
    ['RUN --mount=type=secret,source=/home/a/key x', '/run/secrets/key'],
    ['RUN --mount=type=secret,id=a,source=/home/b x', '/run/secrets/a'],
    ['RUN --mount=type=secret,id=a,target=/k x', '/k'],
    ['RUN --mount=type=secret,id=a,target=/k,env=KEY x', '/k'],
    ['RUN --mount=type=secret x', undefined],
    ['RUN --mount=type=ssh,target=/s x', '/s'],
    ['RUN --mount=type=cache,target=/a,target= x', '/a'],
    ['RUN --mount=type=tmpfs,target=/a/../b x', '/b'],
    ['WORKDIR /w\nRUN --mount=type=cache x', '/w'],
    ['WORKDIR $W\nRUN --mount=type=cache,target=/x x', '/x'],
    ['RUN --mount=type=bind,from=build x', '/'],
  ])('%s: %s', (lines, target) => {
    expect(mountsIn(lines).map((mount) => mount.target)).toEqual([target]);
  });
});

it.each([
  ['/var/cache/apt', true],
  ['/var/cache/apt/archives/x.deb', true],
  ['/var/cache/apt-x', false],
  ['/var/cache', false],
  ['/x', true],
  ['/xy', false],
])('%s is on a mount: %s', (path, expected) => {
  const mounts = mountsIn('RUN --mount=type=cache,target=/var/cache/apt --mount=type=tmpfs,target=/x/ true');
  expect(isMounted(mounts, path)).toBe(expected);
});

it.each([
  ['RUN --mount=type=bind,target=/x x', { readonly: true, fromContext: true, from: undefined, source: undefined }],
  ['RUN --mount=type=bind,target=/x,rw x', { readonly: false, fromContext: true }],
  ['RUN --mount=target=/x,readwrite=false,src=a x', { readonly: true, source: 'a' }],
  [
    'RUN --mount=from=build,target=/x,source=/out x',
    { fromContext: false, source: '/out', from: { text: 'build', stage: { name: 'build' } } },
  ],
  ['RUN --mount=from=nginx:1,target=/x x', { fromContext: false, from: { text: 'nginx:1', stage: undefined } }],
  ['RUN --mount=type=cache,target=/x,id=a,sharing=locked x', { readonly: false, fromContext: false, id: 'a', sharing: 'locked' }],
  ['RUN --mount=type=cache,target=/x,ro x', { readonly: true }],
])('%s', (lines, expected) => {
  expect(mountsIn(lines)).toMatchObject([expected]);
});

it('only RUN has mounts, each with its own source', () => {
  expect(mountsIn('COPY a /b')).toEqual([]);
  const sources = mountsIn('RUN --mount=from=build,target=/a --mount=target=/b --mount=from=alpine,target=/c x').map(
    ({ from }) => from?.text,
  );
  expect(sources).toEqual(['build', undefined, 'alpine']);
});

/** A bind mount is read-only unless `rw` is set; other mounts are writable unless `ro` is. */
it.each([
  ['type=bind,target=/x', true],
  ['target=/x', true],
  ['type=bind,target=/x,rw', false],
  ['type=bind,target=/x,readwrite', false],
  ['type=bind,target=/x,rw=true', false],
  ['type=bind,target=/x,rw=TRUE', false],
  ['type=bind,target=/x,rw=false', true],
  ['type=bind,target=/x,ro=false', false],
  ['type=bind,target=/x,ro,rw', false],
  ['type=bind,target=/x,rw,ro', true],
  ['type=cache,target=/x', false],
  ['type=cache,target=/x,ro', true],
  ['type=cache,target=/x,readonly', true],
  ['type=tmpfs,target=/x', false],
])('%s: read-only %s', (mount, expected) => {
  expect(mountsIn(`RUN --mount=${mount} x`).map(({ readonly }) => readonly)).toEqual([expected]);
});
