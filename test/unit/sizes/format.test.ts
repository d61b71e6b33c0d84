import { describe, expect, it } from 'vitest';
import { formatInterval, formatTotal, roundedBounds } from '../../../server/src/sizes/format.ts';

const mb = 1e6;

describe('an interval', () => {
  it.each([
    [0, 0, 0, '0 B'],
    [148 * mb, 148 * mb, 148 * mb, '148 MB'],
    [74.825 * mb, 74.83 * mb, 74.835 * mb, '74.8 MB'],
    [31 * mb, 32 * mb, 33 * mb, '32 MB'],
    [28 * mb, 32 * mb, 36 * mb, '28–36 MB'],
    [900 * mb, 1000 * mb, 1100 * mb, '900 MB–1.1 GB'],
    [0, 4_000, 100_000, '0–100 kB'],
    [6, 6, 6, '6 B'],
  ])('%d, %d, %d: %s', (low, likely, high, text) => {
    expect(formatInterval({ low, likely, high })).toBe(text);
  });
});

describe('a total', () => {
  it.each([
    [{ low: 118 * mb, likely: 120 * mb, high: 121 * mb }, true, '120 MB'],
    [{ low: 118 * mb, likely: 120 * mb, high: 121 * mb }, false, '≥ 120 MB'],
    [{ low: 100 * mb, likely: 120 * mb, high: 150 * mb }, false, '≥ 100 MB'],
  ])('%o, complete %s: %s', (bytes, complete, text) => {
    expect(formatTotal({ bytes, complete, wasted: 0 })).toBe(text);
  });
});

describe('the bounds for a sentence', () => {
  it.each([
    [1.02e9, 1.1e9, 1.19e9, '1.0', '1.2 GB'],
    [917 * mb, 1000 * mb, 1130 * mb, '920 MB', '1.1 GB'],
    [28 * mb, 32 * mb, 36 * mb, '28', '36 MB'],
    [0, 4_000, 100_000, '0', '100 kB'],
    [995 * mb, 1100 * mb, 1200 * mb, '1.0', '1.2 GB'],
  ])('%d, %d, %d: %s and %s', (low, likely, high, from, to) => {
    expect(roundedBounds({ low, likely, high })).toEqual({ low: from, high: to });
  });

  it.each([
    [148 * mb, 148 * mb, 148 * mb],
    [31 * mb, 32 * mb, 33 * mb],
  ])('%d, %d, %d: none, because they are close', (low, likely, high) => {
    expect(roundedBounds({ low, likely, high })).toBeUndefined();
  });
});
