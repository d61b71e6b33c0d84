import { describe, expect, it } from 'vitest';
import { LazyWork } from '../../../server/src/base/lazy-work.ts';
import { finish } from '../../../server/src/base/work.ts';

describe('a value of work in steps', () => {
  function lazyObject(): { readonly value: LazyWork<object>; readonly made: () => number } {
    let made = 0;
    const value = new LazyWork(function* () {
      made++;
      yield;
      return {};
    });
    return { value, made: () => made };
  }

  it('is computed once, whichever way it is asked for first', () => {
    for (const ways of [
      ['now', 'inSteps'],
      ['inSteps', 'now'],
    ] as const) {
      const { value, made } = lazyObject();
      const [a, b] = ways.map((way) => (way === 'now' ? value.now() : finish(value.inSteps())));
      expect(a).toBe(b);
      expect(made()).toBe(1);
    }
  });

  it('is the same for those who compute it at the same time', () => {
    const { value } = lazyObject();
    const [first, second] = [value.inSteps(), value.inSteps()];
    first.next();
    second.next();
    const now = value.now();
    expect(finish(first)).toBe(now);
    expect(finish(second)).toBe(now);
  });

  it('is computed again after an error', () => {
    let fails = true;
    const value = new LazyWork(function* () {
      yield;
      if (fails) throw new Error('no');
      return 1;
    });
    expect(() => value.now()).toThrow('no');
    fails = false;
    expect(value.now()).toBe(1);
  });
});
