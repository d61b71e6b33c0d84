import { describe, expect, it } from 'vitest';
import { formatBytes, parseBytes } from '../../../server/src/base/bytes.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [12_345, '12.3 kB'],
    [19_853_620, '19.9 MB'],
    [31_960_000, '32 MB'],
    [999_400, '999 kB'],
    [999_600, '1 MB'],
    [1_130_000_000, '1.13 GB'],
    [-2_500_000, '-2.5 MB'],
    [3_000_000_000_000_000, '3000 TB'],
  ])('%i is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('parseBytes', () => {
  it.each([
    ['500 MB', 500e6],
    ['1.2GB', 1.2e9],
    ['64 MiB', 67_108_864],
    [' 2000000 ', 2_000_000],
    ['3 kb', 3000],
    ['10B', 10],
  ])('%j is %i', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });

  it.each(['', 'small', 'MB', '-5 MB', '5 apples', '1,2 GB', '5 M'])('%j is no size', (text) => {
    expect(parseBytes(text)).toBeUndefined();
  });
});
