import { describe, expect, it } from 'vitest';
import { formatInterval, formatTotal } from '../../../server/src/sizes/format.ts';

const MB = 1e6;

describe('an interval', () => {
  it.each([
    [0, 0, 0, '0 B'],
    [148 * MB, 148 * MB, 148 * MB, '148 MB'],
    [74.825 * MB, 74.83 * MB, 74.835 * MB, '74.8 MB'],
    [31 * MB, 32 * MB, 33 * MB, '32 MB'],
    [28 * MB, 32 * MB, 36 * MB, '28–36 MB'],
    [900 * MB, 1000 * MB, 1100 * MB, '900 MB–1.1 GB'],
    [0, 4_000, 100_000, '0–100 kB'],
    [6, 6, 6, '6 B'],
  ])('%d, %d, %d: %s', (low, likely, high, text) => {
    expect(formatInterval({ low, likely, high })).toBe(text);
  });
});

describe('a total', () => {
  it.each([
    [{ low: 118 * MB, likely: 120 * MB, high: 121 * MB }, true, '120 MB'],
    [{ low: 118 * MB, likely: 120 * MB, high: 121 * MB }, false, '≥ 120 MB'],
    [{ low: 100 * MB, likely: 120 * MB, high: 150 * MB }, false, '≥ 100 MB'],
  ])('%o, complete %s: %s', (bytes, complete, text) => {
    expect(formatTotal({ bytes, complete, wasted: 0 })).toBe(text);
  });
});
