import { formatInterval } from '../../sizes/format.ts';
import type { SizeEstimate, SizePart, SizeSource } from '../../sizes/size.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { FixedMessage, Message, Translate } from '../../base/message.ts';

/** The source of a size, as a short text. */
export const sourceWords: Readonly<Record<SizeSource, Message>> = {
  measured: message('measured'),
  registry: message('registry'),
  catalogue: message('base image data'),
  context: message('build context'),
  packages: message('packages'),
  heuristic: message('estimate'),
  unknown: message('unknown'),
};

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
