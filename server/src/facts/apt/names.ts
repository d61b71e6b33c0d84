import type { External } from '../../base/external.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Asset, AssetPath, Assets } from '../../knowledge/assets.ts';

/** The names of all packages in main of a Debian release, with updates and security updates, and of virtual packages. */
export interface PackageNames {
  /** ISO date of the package index. */
  readonly date: string;
  /** Whether there is certainly no package and no virtual package of that name. About 1 % of the names that do not exist give false. */
  lacks(name: string): boolean;
}

const files: Readonly<Record<string, AssetPath>> = {
  bullseye: 'package-names/bullseye.txt',
  bookworm: 'package-names/bookworm.txt',
  trixie: 'package-names/trixie.txt',
};

const readNames = memoizeWeak(({ text }: Asset): PackageNames => {
  const headEnd = text.indexOf('\n\n');
  const start = headEnd + 2;
  const head = new Map(text.slice(0, headEnd).split('\n').map((line) => line.split(' ', 2) as [string, string])); // prettier-ignore
  const shape = { size: Number(head.get('bits')), salt: Number(head.get('salt')) };
  return {
    date: head.get('date')!,
    lacks: (name) => !isUnlisted(name) && bitsOfName(name, shape).some((bit) => !isSet(text, start, bit)),
  };
});

/** The package names of a Debian release (`bookworm`). Returns undefined for releases without a table. */
export function packageNames(assets: Assets, release: string | undefined): External<PackageNames> | undefined {
  if (release === undefined || !Object.hasOwn(files, release)) return undefined;
  const asset = assets.get(files[release]!);
  return asset.state === 'known' ? { state: 'known', value: readNames(asset.value) } : asset;
}

/**
 * Names that are not in the table: those of kernels, because every kernel update of a release adds some, and the thousands of virtual names
 * of libraries for Rust and Haskell.
 */
export function isUnlisted(name: string): boolean {
  return /^(?:linux-|librust-|libghc-)/.test(name);
}

/*
 * The table is a Bloom filter: each name sets `hashCount` of its bits. It is stored as text, six bits in a character from `0` on, so that it
 * can be used without decoding.
 */

export const hashCount = 7;
const bitsPerCharacter = 6;
const firstCharacter = 48;

/** `size`: the number of bits. `salt`: selects other hash functions. */
export interface FilterShape {
  readonly size: number;
  readonly salt: number;
}

/** The bits of a name in a filter. */
export function bitsOfName(name: string, { size, salt }: FilterShape): readonly number[] {
  const first = hashOf(name, 0x811c9dc5 ^ salt);
  const step = hashOf(name, 0x050c5d1f ^ salt) | 1;
  return Array.from({ length: hashCount }, (_, i) => ((first + Math.imul(i, step)) >>> 0) % size);
}

/** The text of a filter with these bits. */
export function bloomText(bits: ReadonlySet<number>, size: number): string {
  const values = new Uint8Array(Math.ceil(size / bitsPerCharacter)).fill(firstCharacter);
  for (const bit of bits) values[Math.floor(bit / bitsPerCharacter)]! += 1 << (bit % bitsPerCharacter);
  return Array.from(values, (value) => String.fromCharCode(value)).join('');
}

function isSet(text: string, start: number, bit: number): boolean {
  const value = text.charCodeAt(start + Math.floor(bit / bitsPerCharacter)) - firstCharacter;
  return ((value >> (bit % bitsPerCharacter)) & 1) === 1;
}

/** FNV-1a with a final mix (MurmurHash3), 32 bits. */
function hashOf(name: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
