import { describe, expect, test } from 'vitest';
import type { External } from '../../../server/src/context/context.ts';
import type { RegistryTags } from '../../../server/src/context/registry.ts';
import { type CompletionList, completionsAt } from '../../../server/src/services/completion.ts';
import { english, message } from '../../../server/src/text/message.ts';
import { readCursor } from '../../support/cursor.ts';
import { documentOf } from '../../support/document.ts';

/** The list at the cursor when every registry answers so; `asked` gets what it was asked. */
function complete(marked: string, answer: External<RegistryTags>, asked: unknown[] = []): CompletionList {
  const { text, offset } = readCursor(marked);
  return completionsAt(documentOf(text), offset, {
    say: english,
    registry: (...question) => {
      asked.push(question);
      return answer;
    },
  });
}

function known(names: readonly string[], complete = true): External<RegistryTags> {
  return { state: 'known', value: { tags: names.map((name) => ({ name, compressed: undefined, date: undefined })), complete } };
}

const labels = ({ items }: CompletionList): readonly string[] => items.map(({ label }) => label);

describe('tags from a registry', () => {
  test('the registry is asked for the image, and for nothing before the colon', () => {
    const asked: unknown[] = [];
    complete('FROM ghcr.io/example/app‸', known([]), asked);
    complete('FROM ghcr.io/example/app:1‸', known([]), asked);
    complete('FROM node:‸', known([]), asked);
    complete('FROM debian\nCOPY --from=localhost:5000/a:‸', known([]), asked);
    expect(asked).toEqual([
      ['ghcr.io', 'example/app', '1'],
      ['docker.io', 'node', ''],
      ['localhost:5000', 'a', ''],
    ]);
  });

  test('a variable in the name is no question', () => {
    const asked: unknown[] = [];
    complete('ARG R=x\nFROM ghcr.io/$R/app:‸', known([]), asked);
    expect(asked).toEqual([]);
  });

  test('in the order of the registry, with what it knows', () => {
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

  test('those of the catalogue come first, and none twice', () => {
    const found = labels(complete('FROM node:22‸', known(['22', '22.99'])));
    expect(found.filter((label) => label === '22')).toHaveLength(1);
    expect(found.indexOf('22')).toBeLessThan(found.indexOf('22.99'));
  });

  test.each([
    ['pending', { state: 'pending' }, true],
    ['incomplete', known([], false), true],
    ['complete', known([]), false],
    ['unavailable', { state: 'unavailable', reason: message('no') }, false],
  ] as const)('%s: what the catalogue has is there at once', (_, answer, isIncomplete) => {
    const list = complete('FROM node:‸', answer);
    expect(labels(list)).toContain('22-slim');
    expect(list.isIncomplete).toBe(isIncomplete);
  });

  test('of thousands of tags those that go with what is typed', () => {
    const tags = Array.from({ length: 3000 }, (_, i) => `1.${i}`);
    const list = complete('FROM ghcr.io/example/app:1.29‸', known(tags));
    expect(list.items.length).toBeLessThan(400);
    expect(labels(list)).toContain('1.2999');
    expect(list.isIncomplete).toBe(true);
  });
});
