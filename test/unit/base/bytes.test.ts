import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../server/src/base/bytes.ts';

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
