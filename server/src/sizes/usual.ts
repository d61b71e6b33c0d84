import type { UsualSize } from '../knowledge/build-sizes.ts';
import { exactBytes } from './bytes.ts';
import type { Bytes } from './size.ts';

/**
 * The size of several things of one kind of which only their number is known. One is as the kind is distributed; of many, the largest are on
 * average, so that their sum is nearer to the mean.
 */
export function usualBytes({ low, median, mean, high }: UsualSize, count = 1): Bytes {
  if (count === 0) return exactBytes(0);
  const share = 1 - 1 / count;
  const likely = median + (mean - median) * share;
  return {
    low: Math.round(count * (low + (median - low) * share)),
    likely: Math.round(count * likely),
    high: Math.round(high + (count - 1) * mean * 1.5),
  };
}
