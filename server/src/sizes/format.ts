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
  return `≥ ${formatBytes(lowerBound(bytes))}`;
}

/** The bytes that are there at least. The bounds of a narrow interval are not told apart. */
export function lowerBound(bytes: Bytes): number {
  return isNarrow(bytes) ? bytes.likely : bytes.low;
}

function isNarrow({ low, likely, high }: Bytes): boolean {
  return high - low <= narrowRatio * likely;
}

/** The bounds of an interval with two digits, for a sentence: `1.0` and `1.2 GB`; `900 MB` and `1.1 GB`. Undefined if they are close. */
export function roundedBounds(bytes: Bytes): { readonly low: string; readonly high: string } | undefined {
  if (isNarrow(bytes)) return undefined;
  const [low, high] = [rounded(bytes.low), rounded(bytes.high)];
  const isSameUnit = low.unit === high.unit || bytes.low === 0;
  return low.number === high.number && low.unit === high.unit
    ? undefined
    : { low: isSameUnit ? low.number : `${low.number} ${low.unit}`, high: `${high.number} ${high.unit}` };
}

function rounded(bytes: number): { readonly number: string; readonly unit: string } {
  const twoDigits = bytes === 0 ? 0 : Number(bytes.toPrecision(2));
  const [number = '', unit = ''] = formatBytes(twoDigits).split(' ');
  return { number: Number(number) > 0 && Number(number) < 10 && unit !== 'B' ? Number(number).toFixed(1) : number, unit };
}
