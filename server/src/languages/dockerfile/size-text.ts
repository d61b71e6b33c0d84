import { ageOf } from '../../sizes/measured/age.ts';
import { knownBytes } from '../../sizes/bytes.ts';
import { formatInterval, lowerBound, roundedBounds } from '../../sizes/format.ts';
import type { Bytes, SizeEstimate, SizePart, SizeSource, StageTotal } from '../../sizes/size.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { FixedMessage, Message, Translate } from '../../base/message.ts';

/** The source of a size, as a short text. */
export const sourceWords: Readonly<Record<SizeSource, Message>> = {
  measured: message('measured'),
  registry: message('registry'),
  catalogue: message('base image data'),
  context: message('build context'),
  installed: message('installed packages'),
  packages: message('packages'),
  heuristic: message('estimate'),
  unknown: message('unknown'),
};

/** `packages`, `build context`; `measured 2 hours ago`. `now`: in milliseconds since 1970. Undefined if the size is not known. */
export function sourceText({ source, measure }: SizeEstimate, now: number, translate: Translate): string | undefined {
  if (source === 'unknown') return undefined;
  const age = measure && ageOf(measure.created, now);
  return translate(age ? message('measured {age}', { age: translate(age) }) : sourceWords[source]);
}

/** `estimated 28–36 MB`, for a measured size; `estimated ≥ 12 MB` if a part of it was not known. Undefined for others, and if nothing was known. */
export function estimateText({ measure }: SizeEstimate, translate: Translate): string | undefined {
  if (!measure || knownBytes(measure.estimate).high === 0) return undefined;
  return translate(message('estimated {size}', { size: sizeText(measure.estimate, translate) }));
}

/** `12 kB`, `≈ 32 MB`, `28–36 MB`; for an unknown size `≥ 12 MB`, or `size unknown`. */
export function sizeText({ bytes, parts }: SizeEstimate, translate: (message: FixedMessage) => string): string {
  if (bytes) {
    const text = formatInterval(bytes);
    return bytes.low === bytes.high || text.includes('–') ? text : `≈ ${text}`;
  }
  const known = parts.reduce((sum, part) => sum + part.bytes, 0);
  return known > 0 ? `≥ ${formatBytes(known)}` : translate(message('size unknown'));
}

/** The name of a part. */
export function partName({ name }: SizePart, translate: Translate): string {
  return typeof name === 'string' ? name : translate(name);
}

/** `19.9 MB wasted`. Undefined if nothing is wasted. */
export function wasteMessage(wasted: number): Message | undefined {
  return wasted > 0 ? message('{size} wasted', { size: formatBytes(wasted) }) : undefined;
}

/** The same, translated. */
export function wasteText(wasted: number, translate: Translate): string | undefined {
  const waste = wasteMessage(wasted);
  return waste && translate(waste);
}

/** Whether the size is certainly zero. */
export function addsNothing({ bytes }: SizeEstimate): boolean {
  return bytes !== undefined && bytes.high === 0;
}

/** `about 1.0 to 1.2 GB`, `about 312 MB`, `12 kB`; for a total of which a part is unknown `at least 917 MB`, or `not known`. */
export function totalInWords({ bytes, complete }: StageTotal): Message {
  if (complete) return bytesInWords(bytes);
  const least = lowerBound(bytes);
  return least > 0 ? message('at least {size}', { size: formatBytes(least) }) : message('not known');
}

/** `about 1.0 to 1.2 GB`, `about 312 MB`; `12 kB` if it is exact. */
export function bytesInWords(bytes: Bytes): Message {
  const bounds = roundedBounds(bytes);
  if (bounds) return message('about {low} to {high}', bounds);
  const size = formatBytes(bytes.likely);
  return bytes.low === bytes.high ? message('{size}', { size }) : message('about {size}', { size });
}

/**
 * The efficiency of an image, from 0 to 1: the part of its bytes that is not wasted, as the program dive defines it. Undefined for an image
 * of unknown size or without files.
 */
export function efficiencyOf({ bytes, wasted }: StageTotal): number | undefined {
  return bytes.likely > 0 ? Math.max(0, 1 - wasted / bytes.likely) : undefined;
}
