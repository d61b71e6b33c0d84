import { lazy, memoize } from '../../base/memoize.ts';
import { similarIn } from '../../base/similar.ts';

/** One package of a release of Debian or Alpine. It refers to other packages by their index in the table. */
export interface SystemPackage {
  readonly name: string;
  /** Part of every image of the distribution, so nothing is downloaded. */
  readonly inBase: boolean;
  /** Unpacked size in bytes: files; for Debian also compiled Python and dpkg's metadata. */
  readonly bytes: number;
  /** The fraction of `bytes` that is documentation and translations, which slim images do not unpack. */
  readonly docs: number;
  /** Whether the size was measured from the files. Otherwise it is estimated from the Installed-Size and the kind of package. */
  readonly measured: boolean;
  /** Has debconf templates, so that the second half of debconf's database is copied into the layer. */
  readonly hasTemplates: boolean;
  /** Groups of alternatives, without those that every image satisfies. */
  readonly depends: readonly (readonly number[])[];
  readonly recommends: readonly (readonly number[])[];
  /** A virtual package: one of its providers is installed instead. */
  readonly isVirtual: boolean;
  /** Packages that provide this one, the one that the package manager prefers first. */
  readonly providers: readonly number[];
  /** Packages that are installed with this one as soon as all that they need are installed (`install_if` of apk). */
  readonly companions: readonly Companion[];
}

export interface Companion {
  readonly index: number;
  /** In addition to the package whose companion it is. */
  readonly needs: readonly number[];
}

/** The packages of one release that images install. */
export interface PackageTable {
  /** `bookworm`, `3.22`. */
  readonly release: string;
  /** The index of a package or virtual package. Returns undefined if it is not in the table. */
  indexOf(name: string): number | undefined;
  /** The package or virtual package at an index below `size`. */
  at(index: number): SystemPackage;
  readonly size: number;
  /** All names, in the order of the indexes. */
  readonly names: readonly string[];
  /** The name that is most similar to a word, with at most that many edits. */
  similarTo(word: string, most: number): string | undefined;
  /** The number of packages in every image of the release. */
  readonly baseCount: number;
  /** Bytes of the package lists that `apt-get update` and `apk update` leave, with the settings of the official images. */
  readonly listsBytes: number;
}

/**
 * Parses a data file of scripts/generate-apt-table.mjs or generate-apk-table.mjs. The header has one line per property (`release`, `date` of the package index,
 * `inputs`: a hash of the generator's inputs, `lists`: bytes) and ends with an empty line. Each further line is a package: its name, a
 * space and its description, sorted by name. Numbers are in base 36. Only what is asked for is read: most files need a few packages.
 * - `*`: part of every image. `=1a 2b`: virtual, with its providers.
 * - Otherwise `KiB,KiB of documentation`, then `~` if the size is estimated from the kind of package and `!` if it has debconf templates;
 *   then, separated by tabs, dependencies and recommendations (groups separated by spaces, alternatives by bars), the other packages
 *   that provide this one, and its companions (`1a+2b`: 1a, which also needs 2b).
 */
export function readPackageTable(text: string): PackageTable {
  const headEnd = text.indexOf('\n\n');
  const head = new Map(text.slice(0, headEnd).split('\n').map((line) => line.split(' ', 2) as [string, string])); // prettier-ignore
  const lines = text.slice(headEnd + 2).trimEnd().split('\n'); // prettier-ignore
  const names = lazy(() => lines.map((line) => line.slice(0, line.indexOf(' '))));
  const similar = lazy(() => similarIn(names()));
  const baseCount = lazy(() => lines.filter((line) => line.endsWith(' *')).length);
  return {
    release: head.get('release')!,
    indexOf: memoize((name: string) => indexIn(lines, name), mostNames),
    at: memoize((index: number) => readPackage(lines[index]!)),
    size: lines.length,
    get names() {
      return names();
    },
    similarTo: (word, most) => similar()(word, most),
    get baseCount() {
      return baseCount();
    },
    listsBytes: Number(head.get('lists')),
  };
}

/** The unpacked bytes of some packages; those that are not in the table count nothing. */
export function bytesOf(table: PackageTable, names: Iterable<string>): number {
  let sum = 0;
  for (const name of names) {
    const index = table.indexOf(name);
    if (index !== undefined) sum += table.at(index).bytes;
  }
  return sum;
}

/** How many names are remembered: more than any file has. They can be any words that users type. */
const mostNames = 10_000;

/** The index of the line of a package. A space sorts before every character of a name, so the lines are sorted as the names are. */
function indexIn(lines: readonly string[], name: string): number | undefined {
  const start = `${name} `;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return lines[low]?.startsWith(start) ? low : undefined;
}

const nothing = {
  bytes: 0,
  docs: 0,
  measured: true,
  hasTemplates: false,
  depends: [],
  recommends: [],
  isVirtual: false,
  providers: [],
  companions: [],
};

function readPackage(line: string): SystemPackage {
  const blank = line.indexOf(' ');
  const [name, body] = [line.slice(0, blank), line.slice(blank + 1)];
  if (body === '*') return { ...nothing, name, inBase: true };
  if (body.startsWith('=')) return { ...nothing, name, inBase: false, isVirtual: true, providers: readNumbers(body.slice(1), ' ') };
  const [size, depends = '', recommends = '', providers = '', companions = ''] = body.split('\t') as [string, ...string[]];
  const [kib = 0, docs = 0] = readNumbers(size.replace(/[~!]/g, ''), ',');
  return {
    name,
    inBase: false,
    bytes: kib * 1024,
    docs: docs / Math.max(1, kib),
    measured: !size.includes('~'),
    hasTemplates: size.includes('!'),
    depends: readGroups(depends),
    recommends: readGroups(recommends),
    isVirtual: false,
    providers: readNumbers(providers, ' '),
    companions: readCompanions(companions),
  };
}

function readCompanions(text: string): readonly Companion[] {
  if (text === '') return [];
  return text.split(' ').map((one) => {
    const [index, ...needs] = readNumbers(one, '+') as [number, ...number[]];
    return { index, needs };
  });
}

function readGroups(text: string): readonly (readonly number[])[] {
  return text === '' ? [] : text.split(' ').map((group) => readNumbers(group, '|'));
}

function readNumbers(text: string, separator: string): readonly number[] {
  return text === '' ? [] : text.split(separator).map((number) => parseInt(number, 36));
}
