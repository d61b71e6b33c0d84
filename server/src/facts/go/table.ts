import type { External } from '../../base/external.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { compareNumbered } from '../../base/tag-order.ts';
import type { Asset, Assets } from '../../knowledge/assets.ts';

/** One version of a module, measured in a module cache. */
export interface GoModuleSize {
  /** Without the hash of a version that is a commit: `v0.0.0-20240102`. */
  readonly version: string;
  /** Bytes of its files in the module cache. The table has them within 1 %. */
  readonly unpacked: number;
  /** Bytes of its archive, which stays in the module cache. The table has them within 8 %. */
  readonly zip: number;
}

/** How well a measured version stands for the one that is used: the same, one of the same minor version, another one. */
export type GoMatch = 'same' | 'near' | 'other';

export interface MatchedModule {
  readonly path: string;
  readonly size: GoModuleSize;
  readonly match: GoMatch;
}

/** The modules whose sizes were measured, and what programs of Go usually have. */
export interface GoTable {
  /** The measured version that is nearest to a version of a module; undefined if the table has none of it, and none of another major version. */
  find(path: string, version: string): MatchedModule | undefined;
  /** Modules that only one program in many has, from the smallest to the largest. */
  readonly rare: readonly GoModuleSize[];
}

/**
 * Parses the data file of scripts/generate-go-table.mjs. After the header, each line is a version of a module, sorted by path and then from
 * oldest to newest: the path (empty if the line before has it), a space, the version, a space, and in base 36 two digits for its bytes and
 * one for the ratio of its archive.
 */
function readGoTable(text: string): GoTable {
  const modules = new Map<string, GoModuleSize[]>();
  const series = new Map<string, GoModuleSize[]>();
  let path = '';
  const lines = text.slice(text.indexOf('\n\n') + 2).trimEnd().split('\n'); // prettier-ignore
  for (const line of lines) {
    const [name, version, digits] = line.split(' ') as [string, string, string];
    if (name !== '') {
      path = name;
      modules.set(path, []);
      series.set(withoutMajor(path), modules.get(path)!);
    }
    modules.get(path)!.push(readSize(version, digits));
  }
  const rare = (/^rare (.*)$/m.exec(text)?.[1] ?? '').split(' ').map((digits) => readSize('', digits));
  return {
    rare,
    find: (wanted, version) => {
      const own = modules.get(wanted);
      const sizes = own ?? series.get(withoutMajor(wanted));
      if (!sizes) return undefined;
      const short = shortVersion(version);
      const size = nearest(sizes, short);
      const isNear = minorOf(size.version) === minorOf(short);
      return { path: wanted, size, match: !own ? 'other' : size.version === short ? 'same' : isNear ? 'near' : 'other' };
    },
  };
}

/** The smallest number of bytes, and the steps of the numbers in the file: scripts/generate-go-table.mjs has the same. */
const leastBytes = 100;
const bytesStep = 0.0129;
const leastRatio = 0.01;
const ratioStep = 0.145;

function readSize(version: string, digits: string): GoModuleSize {
  const number = (from: number, to: number): number => parseInt(digits.slice(from, to), 36);
  const unpacked = Math.round(leastBytes * Math.exp(number(0, 2) * bytesStep));
  return { version, unpacked, zip: Math.round(unpacked * leastRatio * Math.exp(number(2, 3) * ratioStep)) };
}

/** `v1.2.4-0.20240102030405-0123456789ab`: only the day counts. */
export function shortVersion(version: string): string {
  return version.replace(/(\d{8})\d{6}-[0-9a-f]{12}/, '$1').replace(/\+incompatible$/, '');
}

/** `example.com/a/v2` and `gopkg.in/a.v2` without the major version. */
function withoutMajor(path: string): string {
  return path.replace(/[/.]v\d+$/, '');
}

function minorOf(version: string): string {
  return /^v\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** The first one that is not older, or else the newest. `sizes` is not empty. */
function nearest(sizes: readonly GoModuleSize[], version: string): GoModuleSize {
  return sizes.find((one) => compareNumbered(one.version, version) >= 0) ?? sizes.at(-1)!;
}

const read = memoizeWeak(({ text }: Asset): GoTable => readGoTable(text));

/** The table of Go's modules, loaded on first use. */
export function goTable(assets: Assets): External<GoTable> {
  const asset = assets.get('go/modules.txt');
  return asset.state === 'known' ? { state: 'known', value: read(asset.value) } : asset;
}
