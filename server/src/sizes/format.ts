import { formatBytes } from '../base/bytes.ts';
import type { Bytes, StageTotal } from './size.ts';

/** An interval is shown as one figure if its width is below this fraction of its likely value. */
const narrowRatio = 0.1;

/** Formats `148 MB` if the bounds are close, otherwise `28–36 MB`, `900 MB–1.1 GB`. */
export function formatInterval(bytes: Bytes): string {
  if (isNarrow(bytes)) return formatBytes(bytes.likely);
  const [from, to] = [formatBytes(bytes.low), formatBytes(bytes.high)];
  const [number, unit] = from.split(' ');
  return bytes.low === 0 || to.endsWith(` ${unit}`) ? `${number}–${to}` : `${from}–${to}`;
}

/** Formats the total of a stage: `≥ 120 MB` if a part is unknown. */
export function formatTotal({ bytes, complete }: StageTotal): string {
  if (complete) return formatInterval(bytes);
  return `≥ ${formatBytes(isNarrow(bytes) ? bytes.likely : bytes.low)}`;
}

function isNarrow({ low, likely, high }: Bytes): boolean {
  return high - low <= narrowRatio * likely;
}
