import { memoize } from '../../base/memoize.ts';

/** One package of a release. Other packages are named by their index in the table. */
export interface AptPackage {
  readonly name: string;
  /** Every Debian image has it: nothing is downloaded. */
  readonly inBase: boolean;
  /** Bytes that unpacking adds: files, compiled Python, dpkg's notes. */
  readonly bytes: number;
  /** The share of `bytes` that is documentation and translations, which the slim images do not unpack. */
  readonly docs: number;
  /** Its files were counted; else its kind's share of the Installed-Size was taken. */
  readonly measured: boolean;
  /** It asks debconf questions: the second half of debconf's database is copied into the layer. */
  readonly hasTemplates: boolean;
  /** Groups of alternatives. Those that every image satisfies are left out. */
  readonly depends: readonly (readonly number[])[];
  readonly recommends: readonly (readonly number[])[];
  /** Only a name: one of its providers is installed in its place. */
  readonly isVirtual: boolean;
  /** Packages that stand in for this one when they are installed, the one that apt prefers first. */
  readonly providers: readonly number[];
}

/** The packages of one Debian release that images install. */
export interface AptTable {
  /** `bookworm`. */
  readonly release: string;
  /** The index of a package or virtual name; undefined where the table does not have it. */
  indexOf(name: string): number | undefined;
  /** The package or virtual name at an index below `size`. */
  at(index: number): AptPackage;
  readonly size: number;
  /** How many packages every Debian image of the release has. */
  readonly baseCount: number;
  /** Bytes below /var/lib/apt/lists after `apt-get update` with the official images' settings. */
  readonly listsBytes: number;
}

/**
 * Reads a data file of scripts/generate-apt-table.mjs. Its head has a line for each property (`release`, `date` of the package index,
 * `inputs`: a hash of the generator's own inputs, `lists`: bytes) and ends with an empty line. Then a line for each package: its name, a
 * blank and what it is, numbers in base 36:
 * - the name begins with how many characters it shares with the line before;
 * - `*`: part of every image. `=1a 2b`: virtual, and its providers;
 * - else `KiB,KiB of documentation`, then `~` where that is a class's share and `!` where it has debconf templates; then, after tabs,
 *   dependencies and recommendations (groups separated by blanks, alternatives by bars), and other packages that provide this one.
 */
export function readAptTable(text: string): AptTable {
  const headEnd = text.indexOf('\n\n');
  const head = new Map(text.slice(0, headEnd).split('\n').map((line) => line.split(' ', 2) as [string, string])); // prettier-ignore
  const lines = text.slice(headEnd + 2).trimEnd().split('\n'); // prettier-ignore
  const names: string[] = [];
  const indexes = new Map<string, number>();
  const bodies: string[] = [];
  for (const line of lines) {
    const blank = line.indexOf(' ');
    const name = (names.at(-1) ?? '').slice(0, parseInt(line[0]!, 36)) + line.slice(1, blank);
    indexes.set(name, names.length);
    names.push(name);
    bodies.push(line.slice(blank + 1));
  }
  const at = memoize((index: number) => readPackage(names[index]!, bodies[index]!));
  const baseCount = bodies.filter((body) => body === '*').length;
  return {
    release: head.get('release')!,
    indexOf: (name) => indexes.get(name),
    at,
    size: names.length,
    baseCount,
    listsBytes: Number(head.get('lists')),
  };
}

const nothing = { bytes: 0, docs: 0, measured: true, hasTemplates: false, depends: [], recommends: [], isVirtual: false, providers: [] };

function readPackage(name: string, body: string): AptPackage {
  if (body === '*') return { ...nothing, name, inBase: true };
  if (body.startsWith('=')) return { ...nothing, name, inBase: false, isVirtual: true, providers: readNumbers(body.slice(1), ' ') };
  const [size, depends = '', recommends = '', providers = ''] = body.split('\t') as [string, string?, string?, string?];
  const [kib, docs] = readNumbers(size.replace(/[~!]/g, ''), ',');
  return {
    name,
    inBase: false,
    bytes: kib! * 1024,
    docs: docs! / Math.max(1, kib!),
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
