import type { ArchiveFacts } from './context.ts';

export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

/**
 * The magic bytes of formats that ADD can decompress (moby's archive.DetectCompression; without zstd's skippable frames, because no archive
 * starts with one).
 */
const magicBytes: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** The size of a tar block in bytes. `archiveFacts` needs this much of a file's start to detect a plain tar. */
export const tarBlock = 512;

/** Detects the compression of a file from its first bytes. */
export function detectCompression(head: Uint8Array): Compression {
  return magicBytes.find(([, magic]) => magic.every((byte, i) => head[i] === byte))?.[0] ?? 'none';
}

/** Whether a file name is usual for a tar archive. ADD itself checks the content: this is for files whose content is unknown. */
export function isArchiveName(path: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst|zstd))$/i.test(path);
}

/** Formats that are tar archives with another extension. */
const tarExtensions = /\.(?:apk|box|crate|gem|ipk|oci|ova)$/i;
/** Compressed files: only the content tells whether they contain a tar archive. */
const compressedExtensions = /\.(?:gz|bz2|xz|zst|lzma|Z)$/;

/** Whether ADD unpacks a local file, judged by its name; `maybe` if it depends on the content. */
export function unpacksByName(path: string): 'yes' | 'no' | 'maybe' {
  if (isArchiveName(path)) return 'yes';
  return tarExtensions.test(path) || compressedExtensions.test(path) ? 'maybe' : 'no';
}

/**
 * Determines what ADD does with a local file. BuildKit decompresses a file if it can, and unpacks it if it starts with a tar header
 * (isArchivePath), so a zip, or a gzip of anything else, is copied unchanged.
 * `head`: the first bytes of the file, at least 512. `inflated`: for a compressed file, the first bytes of its content if the host can
 * decompress it; otherwise the name decides. The members are counted if the bytes are the whole archive.
 */
export function archiveFacts(path: string, head: Uint8Array, inflated?: Uint8Array): ArchiveFacts {
  const content = detectCompression(head) === 'none' ? head : inflated;
  if (!content) return { unpacks: isArchiveName(path), unpackedSize: undefined };
  if (!isTarHeader(content, 0)) return { unpacks: false, unpackedSize: undefined };
  return { unpacks: true, unpackedSize: tarMembersSize(content) };
}

/**
 * The total bytes of all regular files in a plain tar. Returns undefined if it is truncated or not a tar. Supports ustar, old V7, GNU (long
 * names, sizes in base 256) and pax headers (a `size` record overrides the header). Hard links and other members have no content.
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function tarMembersSize(tar: Uint8Array): number | undefined {
  let total = 0;
  let paxSize: number | undefined;
  for (let at = 0; at + tarBlock <= tar.length;) {
    if (isZeroBlock(tar, at)) return total;
    if (!isTarHeader(tar, at)) return undefined;
    const type = String.fromCharCode(tar[at + 156]!);
    const size = sizeField(tar, at + 124);
    const body = at + tarBlock;
    const isPax = type === 'x';
    if (isPax) paxSize = paxSizeRecord(tar.subarray(body, body + size));
    else if (type === '0' || type === '\0' || type === '7') total += paxSize ?? size;
    const stored = isPax || paxSize === undefined ? size : paxSize;
    if (!isPax && type !== 'g' && type !== 'L' && type !== 'K') paxSize = undefined;
    at = body + Math.ceil((hasBody.test(type) ? stored : 0) / tarBlock) * tarBlock;
    if (at > tar.length) return undefined;
  }
  return undefined;
}

/** Members with content after their header: files, GNU long names, pax records. Links, devices and folders have none. */
const hasBody = /[^1-6]/s;

/** Whether a block is a tar header: its checksum field equals the sum of its bytes (with the field itself counted as spaces). */
export function isTarHeader(bytes: Uint8Array, at: number): boolean {
  if (at + tarBlock > bytes.length || isZeroBlock(bytes, at)) return false;
  let sum = 0;
  for (let i = 0; i < tarBlock; i++) sum += i >= 148 && i < 156 ? 0x20 : bytes[at + i]!;
  return octal(bytes, at + 148, 8) === sum;
}

function isZeroBlock(bytes: Uint8Array, at: number): boolean {
  return bytes.subarray(at, at + tarBlock).every((byte) => byte === 0);
}

/** Parses octal digits after spaces or NULs. Returns -1 if there are none. */
function octal(bytes: Uint8Array, at: number, length: number): number {
  const digits = /^[ \0]*([0-7]+)/.exec(ascii(bytes.subarray(at, at + length)));
  return digits ? parseInt(digits[1]!, 8) : -1;
}

/** Parses the 12 bytes of a size: octal, or base 256 if the first bit is set (files over 8 GB). */
function sizeField(bytes: Uint8Array, at: number): number {
  if ((bytes[at]! & 0x80) === 0) return Math.max(0, octal(bytes, at, 12));
  return bytes.subarray(at + 1, at + 12).reduce((value, byte) => value * 256 + byte, bytes[at]! & 0x7f);
}

function paxSizeRecord(records: Uint8Array): number | undefined {
  const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(ascii(records));
  return size ? Number(size[1]) : undefined;
}

function ascii(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
