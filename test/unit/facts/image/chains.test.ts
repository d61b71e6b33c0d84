import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Installations, perInstallation } from '../../../../server/src/facts/image/installations.ts';
import { Names } from '../../../../server/src/facts/image/names.ts';

const letter = fc.constantFrom(...'abcde');

describe('names', () => {
  it('every version keeps what was added to it, also where versions fork', () => {
    // Each step adds a name to one of the versions before it.
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), letter), { maxLength: 30 }), (steps) => {
        const versions = [{ names: Names.none, expected: new Set<string>() }];
        for (const [at, name] of steps) {
          const { names, expected } = versions[at % versions.length]!;
          versions.push({ names: names.with(name), expected: new Set([...expected, name]) });
        }
        for (const { names, expected } of versions) {
          expect([...'abcde'].filter((name) => names.has(name))).toEqual([...'abcde'].filter((name) => expected.has(name)));
          expect(names.size).toBe(expected.size);
        }
      }),
    );
  });

  it('a name that it has changes nothing', () => {
    const names = Names.none.with('a').with('b');
    expect(names.with('a')).toBe(names);
  });
});

describe('installations', () => {
  const listOf = (...all: readonly (readonly string[])[]): Installations =>
    all.slice(1).reduce((list, names) => list.with({ names, recommends: false }), Installations.of(all[0] ?? []));

  it('equal lists are the same object', () => {
    expect(listOf(['a'], ['b'], ['c', 'd'])).toBe(listOf(['a'], ['b'], ['c', 'd']));
    expect(listOf(['a'], ['b', 'c'])).not.toBe(listOf(['a'], ['b'], ['c']));
    expect(Installations.of([]).with({ names: ['a'], recommends: true })).not.toBe(listOf([], ['a']));
  });

  it('knows the names of all of them', () => {
    const list = listOf(['a'], ['b'], ['c', 'd']);
    expect([...'abcde'].filter((name) => list.names(name)).join('')).toBe('abcd');
  });

  it('a memoized value is computed from that of the list before, whatever was asked first', () => {
    const lists = fc.array(fc.array(letter, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(lists, fc.array(fc.nat(), { maxLength: 6 }), (all, order) => {
        const textOf = perInstallation<string>(({ names }, before) => `${before === undefined ? '' : `${before} `}${names.join('+')}`);
        for (const at of order) {
          const some = all.slice(0, 1 + (at % all.length));
          expect(textOf(listOf(...some))).toBe(some.map((names) => names.join('+')).join(' '));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('a value is computed once for each list', () => {
    let calls = 0;
    const countOf = perInstallation<number>((_, before = 0) => (calls++, before + 1));
    let list = Installations.of([]);
    for (let i = 0; i < 1000; i++) {
      expect(countOf(list)).toBe(i + 1);
      list = list.with({ names: [`p${i}`], recommends: false });
    }
    // All are computed again where the bounded memory was full.
    expect(calls).toBeLessThanOrEqual(1000 + 5 * 1000);
  });
});
