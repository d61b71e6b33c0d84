import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edit, readPairs, withoutPair } from '../../builds/pairs/table.ts';

/** The images are compared by `npm run test:builds`; here only what needs no builder. */
const pairs = readPairs(join(import.meta.dirname, '../../builds/pairs'));

describe('test/builds/pairs', () => {
  it.each(pairs)('$title', (pair) => {
    const edited = edit(pair);
    if (pair.expected === 'not offered') expect(edited).toBeUndefined();
    else expect(edited).toBeDefined();
  });

  it('have every title once', () => {
    expect(pairs.map(({ title }) => title)).toHaveLength(new Set(pairs.map(({ title }) => title)).size);
  });

  it('are there for every rule with a safe fix and every refactoring', () => {
    expect(withoutPair(pairs)).toEqual([]);
  });
});
