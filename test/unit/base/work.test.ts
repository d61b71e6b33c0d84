import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finish, sortedInSteps } from '../../../server/src/base/work.ts';

it('sorts like sort, and keeps the order of equal items', () => {
  const items = fc.array(fc.tuple(fc.nat(20), fc.nat()), { maxLength: 50 });
  fc.assert(
    fc.property(items, fc.nat(400), (some, times) => {
      // Many more items than are sorted in one step.
      const all = Array.from({ length: times }, () => some).flat();
      const compare = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0];
      expect(finish(sortedInSteps(all, compare))).toEqual(all.toSorted(compare));
    }),
    { numRuns: 40 },
  );
});

it('is interrupted while it sorts many items', () => {
  const work = sortedInSteps(
    Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 100_000),
    (a, b) => a - b,
  );
  let steps = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) steps++;
  expect(steps).toBeGreaterThan(100);
  expect(step.value).toEqual(Array.from({ length: 100_000 }, (_, i) => i));
});
