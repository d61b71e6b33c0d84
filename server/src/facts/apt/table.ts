import { lazy, memoize } from '../../base/memoize.ts';
import { similarIn } from '../../base/similar.ts';

/** One package of a release. It refers to other packages by their index in the table. */
export interface AptPackage {
  readonly name: string;
  /** Part of every Debian image, so nothing is downloaded. */
  readonly inBase: boolean;
  /** Unpacked size in bytes: files, compiled Python, dpkg's metadata. */
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
  /** Packages that provide this one, the one that apt prefers first. */
  readonly providers: readonly number[];
}

/** The packages of one Debian release that images install. */
export interface AptTable {
  /** `bookworm`. */
  readonly release: string;
  /** The index of a package or virtual package. Returns undefined if it is not in the table. */
  indexOf(name: string): number | undefined;
  /** The package or virtual package at an index below `size`. */
  at(index: number): AptPackage;
  readonly size: number;
  /** All names, in the order of the indexes. */
  readonly names: readonly string[];
  /** The name that is most similar to a word, with at most that many edits. */
  similarTo(word: string, most: number): string | undefined;
  /** The number of packages in every Debian image of the release. */
  readonly baseCount: number;
  /** Bytes below /var/lib/apt/lists after `apt-get update`, with the settings of the official images. */
  readonly listsBytes: number;
}

/**
 * Parses a data file of scripts/generate-apt-table.mjs. The header has one line per property (`release`, `date` of the package index,
 * `inputs`: a hash of the generator's inputs, `lists`: bytes) and ends with an empty line. Each further line is a package: its name, a
 * space and its description, sorted by name. Numbers are in base 36. Only what is asked for is read: most files need a few packages.
 * - `*`: part of every image. `=1a 2b`: virtual, with its providers.
 * - Otherwise `KiB,KiB of documentation`, then `~` if the size is estimated from the kind of package and `!` if it has debconf templates;
 *   then, separated by tabs, dependencies and recommendations (groups separated by spaces, alternatives by bars), and the other packages
 *   that provide this one.
 */
export function readAptTable(text: string): AptTable {
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

const nothing = { bytes: 0, docs: 0, measured: true, hasTemplates: false, depends: [], recommends: [], isVirtual: false, providers: [] };

function readPackage(line: string): AptPackage {
  const blank = line.indexOf(' ');
  const [name, body] = [line.slice(0, blank), line.slice(blank + 1)];
  if (body === '*') return { ...nothing, name, inBase: true };
  if (body.startsWith('=')) return { ...nothing, name, inBase: false, isVirtual: true, providers: readNumbers(body.slice(1), ' ') };
  const [size, depends = '', recommends = '', providers = ''] = body.split('\t') as [string, string?, string?, string?];
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
  };
}

function readGroups(text: string): readonly (readonly number[])[] {
  return text === '' ? [] : text.split(' ').map((group) => readNumbers(group, '|'));
}

function readNumbers(text: string, separator: string): readonly number[] {
  return text === '' ? [] : text.split(separator).map((number) => parseInt(number, 36));
}
