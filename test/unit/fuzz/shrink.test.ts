import { describe, expect, it } from 'vitest';
import { shorterTexts, shrink, withoutParts } from '../../fuzz/shrink.ts';

describe('the shrinker of the fuzzer', () => {
  it('finds the two lines that fail together', async () => {
    const text = Array.from({ length: 40 }, (_, i) => `LABEL line=${i}\n`).join('');
    const fails = async (candidate: string): Promise<boolean> => candidate.includes('=7\n') && candidate.includes('=31\n');
    expect(await shrink(text, shorterTexts, fails)).toBe('=7\n=31\n');
  });

  it('keeps an input that cannot be made smaller', async () => {
    expect(await shrink<readonly number[]>([1, 2], withoutParts, async (list) => list.length === 2)).toEqual([1, 2]);
  });

  it('stops when the time is over', async () => {
    let left = 3;
    const smallest = await shrink<readonly number[]>(
      [1, 2, 3, 4, 5, 6, 7, 8],
      withoutParts,
      async (list) => list.includes(8),
      () => left-- > 0,
    );
    expect(smallest).toContain(8);
    expect(left).toBe(-1);
  });

  it('leaves out every item once, and larger parts before', () => {
    expect([...withoutParts(['a', 'b', 'c'])]).toEqual([['c'], ['a', 'b'], ['b', 'c'], ['a', 'c'], ['a', 'b']]);
  });
});
