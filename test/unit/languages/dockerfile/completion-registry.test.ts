import { describe, expect, test } from 'vitest';
import type { External } from '../../../../server/src/base/external.ts';
import type { RegistryImages, RegistryLookup, RegistryTags } from '../../../../server/src/context/registry.ts';
import { completionsAt } from '../../../../server/src/languages/dockerfile/completion.ts';
import type { CompletionList } from '../../../../server/src/languages/completion-item.ts';
import { english, message } from '../../../../server/src/base/message.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';

const unavailable = { state: 'unavailable', reason: message('no') } as const;

/** The list at the cursor if every registry returns `answer` for tags. The requests are added to `requests`. */
function complete(marked: string, answer: External<RegistryTags>, requests: unknown[] = []): CompletionList {
  return listAt(marked, { tags: (...request) => (requests.push(request), answer), images: () => unavailable });
}

/** The same for images. */
function completeName(marked: string, answer: External<RegistryImages>, requests: unknown[] = []): CompletionList {
  return listAt(marked, { tags: () => unavailable, images: (...request) => (requests.push(request), answer) });
}

function listAt(marked: string, registry: RegistryLookup): CompletionList {
  const { text, offset } = readCursor(marked);
  return completionsAt(documentOf(text), offset, { translate: english, registry });
}

function known(names: readonly string[], complete = true): External<RegistryTags> {
  return { state: 'known', value: { tags: names.map((name) => ({ name, compressed: undefined, date: undefined })), complete } };
}

const labels = ({ items }: CompletionList): readonly string[] => items.map(({ label }) => label);

describe('tags from a registry', () => {
  test('requests are for the image, and only after the colon', () => {
    const requests: unknown[] = [];
    complete('FROM ghcr.io/example/app‸', known([]), requests);
    complete('FROM ghcr.io/example/app:1‸', known([]), requests);
    complete('FROM node:‸', known([]), requests);
    complete('FROM debian\nCOPY --from=localhost:5000/a:‸', known([]), requests);
    expect(requests).toEqual([
      ['ghcr.io', 'example/app', '1'],
      ['docker.io', 'node', ''],
      ['localhost:5000', 'a', ''],
    ]);
  });

  test('no request for a name with a variable', () => {
    const requests: unknown[] = [];
    complete('ARG R=x\nFROM ghcr.io/$R/app:‸', known([]), requests);
    expect(requests).toEqual([]);
  });

  test('in the order of the registry, with its data', () => {
    const tags = [
      { name: '1.2', compressed: 5_000_000, date: '2026-09-02T00:00:00Z' },
      { name: '1.3', compressed: undefined, date: '2026-09-01T00:00:00Z' },
    ];
    const { items } = complete('FROM example/app:‸', { state: 'known', value: { tags, complete: true } });
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['1.2', '5 MB to download'],
      ['1.3', undefined],
    ]);
    expect(items[0]!.documentation?.()).toContain('2026-09-02');
  });

  test('tags of the base image data come first, without duplicates', () => {
    const found = labels(complete('FROM node:22‸', known(['22', '22.99'])));
    expect(found.filter((label) => label === '22')).toHaveLength(1);
    expect(found.indexOf('22')).toBeLessThan(found.indexOf('22.99'));
  });

  test.each([
    ['pending', { state: 'pending' }, true],
    ['incomplete', known([], false), true],
    ['complete', known([]), false],
    ['unavailable', { state: 'unavailable', reason: message('no') }, false],
  ] as const)('%s: the base image data is shown immediately', (_, answer, isIncomplete) => {
    const list = complete('FROM node:‸', answer);
    expect(labels(list)).toContain('22-slim');
    expect(list.isIncomplete).toBe(isIncomplete);
  });

  test('of thousands of tags, only those that match the typed text', () => {
    const tags = Array.from({ length: 3000 }, (_, i) => `1.${i}`);
    const list = complete('FROM ghcr.io/example/app:1.29‸', known(tags));
    expect(list.items.length).toBeLessThan(400);
    expect(labels(list)).toContain('1.2999');
    expect(list.isIncomplete).toBe(true);
  });
});

function images(...names: readonly string[]): External<RegistryImages> {
  return { state: 'known', value: { images: names.map((name) => ({ name, description: undefined, official: false })), complete: true } };
}

describe('images from a registry', () => {
  test.each([
    ['FROM localhost:5000/my‸', ['localhost:5000', 'my']],
    ['FROM ghcr.io/‸', ['ghcr.io', '']],
    ['FROM ghcr.io/example/a‸', ['ghcr.io', 'example/a']],
    ['FROM post‸', ['docker.io', 'post']],
    ['FROM bitnami/re‸', ['docker.io', 'bitnami/re']],
    ['FROM docker.io/bitnami/re‸', ['docker.io', 'bitnami/re']],
    ['FROM index.docker.io/re‸', ['docker.io', 're']],
    ['FROM debian\nCOPY --from=ghcr.io/ex‸', ['ghcr.io', 'ex']],
    ['FROM debian\nRUN --mount=from=ghcr.io/ex‸', ['ghcr.io', 'ex']],
  ])('%s', (marked, request) => {
    const requests: unknown[] = [];
    completeName(marked, unavailable, requests);
    expect(requests).toEqual([request]);
  });

  test.each([
    ['a variable', 'ARG R=x\nFROM $R/a‸'],
    ['a tag', 'FROM ghcr.io/a:1‸'],
    ['a digest', 'FROM ghcr.io/a@sha256:1‸'],
    ['a possible stage', 'FROM debian AS build\nFROM debian\nCOPY --from=bu‸'],
    ['the name of a stage', 'FROM debian AS bu‸'],
    ['a platform', 'FROM --platform=li‸'],
  ])('no request for %s', (_, marked) => {
    const requests: unknown[] = [];
    completeName(marked, unavailable, requests);
    expect(requests).toEqual([]);
  });

  test('replace the whole name including the host', () => {
    const { items } = completeName('FROM localhost:5000/my‸', images('my-app', 'team/my-db'));
    expect(items.map(({ label, newText, kind }) => [label, newText, kind])).toEqual([
      ['localhost:5000/my-app', 'localhost:5000/my-app', 'image'],
      ['localhost:5000/team/my-db', 'localhost:5000/team/my-db', 'image'],
    ]);
    expect(items[0]!.slot).toMatchObject({ start: 'FROM '.length, typed: 'localhost:5000/my' });
  });

  test('come after those of the base image data, without duplicates, with an escaped description', () => {
    const value = { images: [{ name: 'node', description: 'x', official: true }, { name: 'nodered/node-red', description: '[a](b) *c*', official: false }], complete: true }; // prettier-ignore
    const { items } = completeName('FROM node‸', { state: 'known', value });
    const names = items.map(({ label }) => label);
    expect(names.filter((label) => label === 'node')).toHaveLength(1);
    expect(names.indexOf('node')).toBeLessThan(names.indexOf('nodered/node-red'));
    expect(items.find(({ label }) => label === 'nodered/node-red')!.documentation!()).toBe(String.raw`\[a\](b) \*c\*`);
  });

  test('an official image that is not in the base image data is marked as official', () => {
    const value = { images: [{ name: 'zzz', description: undefined, official: true }], complete: true };
    const { items } = completeName('FROM zz‸', { state: 'known', value });
    expect(items.find(({ label }) => label === 'zzz')).toMatchObject({ detail: 'official image' });
  });

  test.each([
    ['pending', { state: 'pending' }, true],
    ['unavailable', unavailable, false],
    ['complete', images('nodered/node-red'), false],
  ] as const)('%s: the base image data is shown immediately', (_, answer, isIncomplete) => {
    const list = completeName('FROM no‸', answer);
    expect(labels(list)).toContain('node');
    expect(list.isIncomplete).toBe(isIncomplete);
  });

  test('of thousands, only those that match the typed text', () => {
    const many = images(...Array.from({ length: 3000 }, (_, i) => `app-${i}`));
    const list = completeName('FROM localhost:5000/app-29‸', many);
    expect(list.items.length).toBeLessThan(400);
    expect(labels(list)).toContain('localhost:5000/app-2999');
    expect(list.isIncomplete).toBe(true);
  });
});
