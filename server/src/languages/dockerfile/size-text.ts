import { formatInterval } from '../../sizes/format.ts';
import type { SizeEstimate, SizePart, SizeSource } from '../../sizes/size.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { Message, Translate } from '../../base/message.ts';

/** Where a figure comes from, in a word or two. */
export const sourceWords: Readonly<Record<SizeSource, Message>> = {
  measured: message('measured'),
  registry: message('registry'),
  catalogue: message('base image data'),
  context: message('build context'),
  packages: message('packages'),
  heuristic: message('estimate'),
  unknown: message('unknown'),
};

/** `12 kB`, `≈ 32 MB`, `28–36 MB`; of an unknown size what is known of it: `≥ 12 MB`, or `size unknown`. */
export function sizeText({ bytes, parts }: SizeEstimate, translate: Translate): string {
  if (bytes) {
    const text = formatInterval(bytes);
    return bytes.low === bytes.high || text.includes('–') ? text : `≈ ${text}`;
  }
  const known = parts.reduce((sum, part) => sum + part.bytes, 0);
  return known > 0 ? `≥ ${formatBytes(known)}` : translate(message('size unknown'));
}

/** What a part is called; `asCode` sets apart what is a name in the file or the image. */
export function partName({ name }: SizePart, translate: Translate, asCode: (name: string) => string = (text) => text): string {
  return typeof name === 'string' ? asCode(name) : translate(name);
}

/** `19.9 MB wasted`; undefined where nothing is. */
export function wasteText(wasted: number, translate: Translate): string | undefined {
  return wasted > 0 ? translate(message('{size} wasted', { size: formatBytes(wasted) })) : undefined;
}

/** Surely nothing: no byte can come of it. */
export function isNothing({ bytes }: SizeEstimate): boolean {
  return bytes !== undefined && bytes.high === 0;
}
