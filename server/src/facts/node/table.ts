import type { External } from '../../base/external.ts';
import { lazy, memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Asset, Assets } from '../../knowledge/assets.ts';

export interface PackageSize {
  /** Bytes of its files, without packages inside it. The table has them within 1 %. */
  readonly bytes: number;
  /** Bytes of its archive, which npm keeps in its cache. The table has them within 8 %. */
  readonly archive: number;
}

/** One version of a package, measured in a real install on Linux (x64) without its install scripts. */
export interface NodePackage extends PackageSize {
  readonly name: string;
  readonly version: string;
  /** What npm installs with it: dependencies, peer dependencies, and those optional dependencies that are for this platform. */
  readonly requires: readonly NodePackage[];
}

/** The packages whose sizes were measured. */
export interface NodeTable {
  /** The measured versions of a package, oldest first; empty if there are none. */
  get(name: string): readonly NodePackage[];
  /**
   * The sizes that a package which is not in the table may have, ordered: those of packages with the same scope, or for the same platform, or
   * else those of packages that only one project in many has.
   */
  similar(name: string): readonly PackageSize[];
}

/**
 * Parses the data file of scripts/generate-node-table.mjs. The header has the usual ratio of archives, and the bytes of rare packages. After it, each line is a version of a package, sorted by name and then
 * from oldest to newest: the name (empty if the line before has it), a space, the version, a space, and in base 36 two digits for its bytes,
 * one for the ratio of its archive, and three for the line of each package that it requires. Only what is asked for is read.
 */
function readNodeTable(text: string): NodeTable {
  const lines = text.slice(text.indexOf('\n\n') + 2).trimEnd().split('\n'); // prettier-ignore
  const names: string[] = [];
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    const name = line.slice(0, line.indexOf(' ')) || names[i - 1]!;
    names.push(name);
    const list = places.get(name);
    if (list) list.push(i);
    else places.set(name, [i]);
  }
  const rows: (NodePackage | undefined)[] = [];
  const row = (i: number): NodePackage => (rows[i] ??= readPackage(names[i]!, lines[i]!, row));
  const head = (key: string): readonly number[] => new RegExp(`^${key} (.*)$`, 'm').exec(text)?.[1]?.split(' ').map(Number) ?? []; // prettier-ignore
  const rare = lazy(() => head('rare').map((bytes) => ({ bytes, archive: Math.round(bytes * (head('ratio')[0] ?? 0)) })));
  const groups = lazy(() => {
    const found = new Map<string, NodePackage[]>();
    for (const [name, list] of places) {
      const group = groupOf(name);
      if (group === undefined) continue;
      if (!found.has(group)) found.set(group, []);
      found.get(group)!.push(row(list.at(-1)!));
    }
    return found;
  });
  const similar = memoize((group: string): readonly PackageSize[] | undefined => {
    const list = groups().get(group) ?? [];
    return list.length < fewestSimilar ? undefined : list.toSorted((x, y) => x.bytes - y.bytes);
  });
  return {
    get: (name) => (places.get(name) ?? []).map(row),
    similar: (name) => similar(groupOf(name) ?? '') ?? rare(),
  };
}

/** How many packages make a group. */
const fewestSimilar = 8;

/** What packages with similar names have in common. */
function groupOf(name: string): string | undefined {
  if (/(?:linux|darwin|win32|android|freebsd)\b/.test(name)) return 'platform';
  return /^@[^/]+(?=\/)/.exec(name)?.[0];
}

function readPackage(name: string, line: string, row: (i: number) => NodePackage): NodePackage {
  const [, version = '', numbers = ''] = line.split(' ');
  const digits = (from: number, to: number): number => parseInt(numbers.slice(from, to), 36);
  const bytes = Math.round(leastBytes * Math.exp(digits(0, 2) * bytesStep));
  const requires = lazy(() => Array.from({ length: (numbers.length - 3) / 3 }, (_, i) => row(digits(3 + 3 * i, 6 + 3 * i))));
  return {
    name,
    version,
    bytes,
    archive: Math.round(bytes * leastRatio * Math.exp(digits(2, 3) * ratioStep)),
    get requires() {
      return requires();
    },
  };
}

/* The steps of the numbers in the file: scripts/generate-node-table.mjs has the same. */
const leastBytes = 32;
const bytesStep = 0.0129;
const leastRatio = 0.01;
const ratioStep = 0.145;

const read = memoizeWeak(({ text }: Asset): NodeTable => readNodeTable(text));

/** The table of JavaScript packages, loaded on first use. */
export function nodeTable(assets: Assets): External<NodeTable> {
  const asset = assets.get('node/packages.txt');
  return asset.state === 'known' ? { state: 'known', value: read(asset.value) } : asset;
}
