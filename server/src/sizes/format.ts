import { formatBytes } from '../base/bytes.ts';
import type { Bytes, StageTotal } from './size.ts';

/** An interval narrower than this share of its middle is one figure to the reader. */
const narrow = 0.1;

/** `148 MB` where the bounds are near each other, else `28–36 MB`, `900 MB–1.1 GB`. */
export function formatInterval(bytes: Bytes): string {
  if (isNarrow(bytes)) return formatBytes(bytes.likely);
  const [from, to] = [formatBytes(bytes.low), formatBytes(bytes.high)];
  const [number, unit] = from.split(' ');
  return bytes.low === 0 || to.endsWith(` ${unit}`) ? `${number}–${to}` : `${from}–${to}`;
}

/** A stage's total: `≥ 120 MB` where something in it is unknown. */
export function formatTotal({ bytes, complete }: StageTotal): string {
  if (complete) return formatInterval(bytes);
  return `≥ ${formatBytes(isNarrow(bytes) ? bytes.likely : bytes.low)}`;
}

function isNarrow({ low, likely, high }: Bytes): boolean {
  return high - low <= narrow * likely;
}
