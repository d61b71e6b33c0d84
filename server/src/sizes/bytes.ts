import type { Bytes, SizeEstimate, SizeSource } from './size.ts';

/** An amount that is known to the byte. */
export function exactly(bytes: number): Bytes {
  return { low: bytes, likely: bytes, high: bytes };
}

export function addBytes(a: Bytes, b: Bytes): Bytes {
  return { low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high };
}

/** What is known of an estimate: all of it, or the parts that are. */
export function knownBytes({ bytes, parts }: SizeEstimate): Bytes {
  return bytes ?? exactly(parts.reduce((sum, part) => sum + part.bytes, 0));
}

/** What is counted in the context is exact; a tag of the catalogue may have moved on. */
const mostCertainFirst: readonly SizeSource[] = ['measured', 'registry', 'context', 'catalogue', 'packages', 'heuristic', 'unknown'];

/** The least certain of several sources: a sum is no better than its worst part. `otherwise` for none at all. */
export function leastCertain(sources: readonly SizeSource[], otherwise: SizeSource): SizeSource {
  const rank = (source: SizeSource): number => mostCertainFirst.indexOf(source);
  return sources.length === 0 ? otherwise : sources.reduce((a, b) => (rank(a) > rank(b) ? a : b));
}
