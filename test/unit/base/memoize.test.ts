import { describe, expect, it } from 'vitest';
import { lazy, memoize, memoizeWeak } from '../../../server/src/base/memoize.ts';

it('lazy computes only on the first call, even if the value is undefined', () => {
  let calls = 0;
  const value = lazy(() => {
    calls++;
    return undefined;
  });
  expect(calls).toBe(0);
  expect([value(), value(), calls]).toEqual([undefined, undefined, 1]);
});

describe('memoize', () => {
  it('computes once per key, even if the value is undefined', () => {
    const asked: string[] = [];
    const lengthOf = memoize((name: string) => {
      asked.push(name);
      return name === '' ? undefined : name.length;
    });
    expect(['build', '', 'build', ''].map((name) => lengthOf(name))).toEqual([5, undefined, 5, undefined]);
    expect(asked).toEqual(['build', '']);
  });

  it('passes the details of the first call on', () => {
    const join = memoize((key: string, detail: number) => `${key} ${detail}`);
    expect([join('a', 1), join('a', 2), join('b', 3)]).toEqual(['a 1', 'a 1', 'b 3']);
  });

  it('drops all values at its limit', () => {
    let calls = 0;
    const double = memoize((n: number) => {
      calls++;
      return n * 2;
    }, 2);
    for (const n of [1, 2, 1, 2, 3, 1]) expect(double(n)).toBe(n * 2);
    expect(calls).toBe(4);
  });

  it('does not keep a computation that throws', () => {
    let calls = 0;
    const fail = memoize((_key: string) => {
      if (++calls === 1) throw new Error('first');
      return calls;
    });
    expect(() => fail('a')).toThrow('first');
    expect([fail('a'), fail('a')]).toEqual([2, 2]);
  });

  it('can call itself with another key', () => {
    const fibonacci: (n: number) => number = memoize((n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)));
    expect(fibonacci(60)).toBe(1_548_008_755_920);
  });
});

it('memoizeWeak computes once per object, by identity', () => {
  const asked: string[] = [];
  const lengthOf = memoizeWeak(({ name }: { readonly name: string }, detail?: string) => {
    asked.push(`${name} ${detail}`);
    return name === '' ? undefined : name.length;
  });
  const [stage, nameless] = [{ name: 'build' }, { name: '' }];
  expect([lengthOf(stage, 'first'), lengthOf(stage, 'second'), lengthOf(nameless), lengthOf(nameless)]).toEqual([
    5,
    5,
    undefined,
    undefined,
  ]);
  expect(lengthOf({ name: 'build' })).toBe(5);
  expect(asked).toEqual(['build first', ' undefined', 'build undefined']);
});

it('memoizeWeak stores nothing that a copy, a comparison or a frozen key would see', () => {
  const lengthOf = memoizeWeak(({ name }: { readonly name: string }) => ({ length: name.length }));
  const key = { name: 'build' };
  const value = lengthOf(key);
  expect(lengthOf(key)).toBe(value);
  expect(Reflect.ownKeys({ ...key })).toEqual(['name']);
  expect(key).toEqual({ name: 'build' });
  expect(lengthOf({ ...key, name: 'a' })).toEqual({ length: 1 });
  const frozen = Object.freeze({ name: 'frozen' });
  expect(lengthOf(frozen)).toBe(lengthOf(frozen));
});
