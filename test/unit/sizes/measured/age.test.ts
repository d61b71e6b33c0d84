import { expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { ageOf } from '../../../../server/src/sizes/measured/age.ts';

const now = Date.UTC(2026, 10, 30, 12);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

it.each([
  [0, 'just now'],
  [minute - 1, 'just now'],
  [minute, '1 minute ago'],
  [59 * minute, '59 minutes ago'],
  [hour, '1 hour ago'],
  [2 * hour + 59 * minute, '2 hours ago'],
  [day, '1 day ago'],
  [29 * day, '29 days ago'],
  [30 * day, '1 month ago'],
  [364 * day, '12 months ago'],
  [365 * day, '1 year ago'],
  [800 * day, '2 years ago'],
  [-hour, 'just now'], // the clock of the engine is ahead
])('the age of an image of %d ms is told as %s', (age, expected) => {
  expect(english(ageOf(now - age, now)!)).toBe(expected);
});

it('an image without a time of its build has no age', () => {
  expect(ageOf(0, now)).toBeUndefined();
});
