/** Bytes that are not known exactly. low <= likely <= high. */
export interface SizeRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export function sizeRange(low: number, likely: number, high: number): SizeRange {
  return { low, likely, high };
}

/** The same in megabytes (10^6 bytes), in whole bytes. */
export function megabytes(low: number, likely: number, high: number): SizeRange {
  return sizeRange(Math.round(low * 1e6), Math.round(likely * 1e6), Math.round(high * 1e6));
}
