import type { Bytes, SizeEstimate, SizeSource } from './size.ts';

/** An exactly known number of bytes. */
export function exactBytes(bytes: number): Bytes {
  return { low: bytes, likely: bytes, high: bytes };
}

export function addBytes(a: Bytes, b: Bytes): Bytes {
  return { low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high };
}

/** Each bound times the same bound of the factor, in whole bytes. */
export function multiplyBytes(bytes: Bytes, factor: Bytes): Bytes {
  return {
    low: Math.round(bytes.low * factor.low),
    likely: Math.round(bytes.likely * factor.likely),
    high: Math.round(bytes.high * factor.high),
  };
}

/** What is there with a probability: perhaps nothing. */
export function maybeBytes({ likely, high }: Bytes, probability: number): Bytes {
  return { low: 0, likely: Math.round(likely * probability), high };
}

/** The known bytes of an estimate: all of it, or the sum of its known parts. */
export function knownBytes({ bytes, parts }: SizeEstimate): Bytes {
  return bytes ?? exactBytes(parts.reduce((sum, part) => sum + part.bytes, 0));
}

/** Sizes from the context are exact; an image in the catalogue may have changed since. */
const mostCertainFirst: readonly SizeSource[] = [
  'measured',
  'registry',
  'context',
  'catalogue',
  'installed',
  'packages',
  'heuristic',
  'unknown',
];

/**
 * The least certain of several sources, because a sum is only as certain as its least certain part. Returns `otherwise` for an empty list.
 */
export function leastCertain(sources: readonly SizeSource[], otherwise: SizeSource): SizeSource {
  const rank = (source: SizeSource): number => mostCertainFirst.indexOf(source);
  return sources.length === 0 ? otherwise : sources.reduce((a, b) => (rank(a) > rank(b) ? a : b));
}
