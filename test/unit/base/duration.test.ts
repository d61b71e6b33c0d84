import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../server/src/base/duration.ts';

/** https://pkg.go.dev/time#ParseDuration */
describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['500ms', 500],
    ['0', 0],
    ['0s', 0],
    ['-3s', -3000],
    ['+3s', 3000],
    ['2h45m', 9_900_000],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', '30', '3 s', '1d', 's', '1m 30s', '$INTERVAL', '.s', '--1s'])('%j is not a duration', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [30_000, '30s'],
    [90_000, '1m30s'],
    [5_400_000, '1h30m'],
    [3_600_000, '1h'],
    [500, '500ms'],
    [1500, '1.5s'],
    [-3000, '-3s'],
  ])('%i is %s', (duration, expected) => {
    expect(formatDuration(duration)).toBe(expected);
  });
});
