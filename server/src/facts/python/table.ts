import type { External } from '../../base/external.ts';
import { lazy, memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Asset, Assets } from '../../knowledge/assets.ts';
import { readRequirement } from '../../manifests/python/requirement.ts';
import type { Requirement } from '../../manifests/python/requirement.ts';

/** One package of the table, measured in its wheel for linux/amd64. */
export interface PythonPackage {
  /** Normalized. */
  readonly name: string;
  readonly version: string;
  /** Bytes of the wheel, which pip keeps in its cache. */
  readonly wheel: number;
  /** Bytes of its files, before anything is compiled. */
  readonly unpacked: number;
  /** Bytes and number of its .py files. */
  readonly code: number;
  readonly modules: number;
  readonly requires: readonly Requirement[];
}

/** The packages whose sizes were measured. */
export interface PythonTable {
  get(name: string): PythonPackage | undefined;
  /** The package at a fraction (0 to 1) of all packages, ordered by size: what a package that is not in the table may be like. */
  quantile(fraction: number): PythonPackage;
}

/**
 * Parses the data file of scripts/generate-python-table.mjs. After the header, each line is a package: its name, version and, in base 36,
 * bytes of the wheel, of its files, of its .py files, and their number; after a tab its requirements with markers, separated by bars. Only
 * what is asked for is read.
 */
function readPythonTable(text: string): PythonTable {
  const lines = text.slice(text.indexOf('\n\n') + 2).trimEnd().split('\n'); // prettier-ignore
  const byName = lazy(() => new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line])));
  const get = memoize((name: string) => {
    const line = byName().get(name);
    return line === undefined ? undefined : readPackage(line);
  }, mostNames);
  const bySize = lazy(() => lines.map(readPackage).toSorted((a, b) => a.unpacked - b.unpacked));
  return { get, quantile: (fraction) => bySize()[Math.round(fraction * (lines.length - 1))]! };
}

/** How many names are remembered: they can be any words that users type. */
const mostNames = 10_000;

function readPackage(line: string): PythonPackage {
  const [head = '', requires = ''] = line.split('\t');
  const [name = '', version = '', numbers = ''] = head.split(' ');
  const [wheel = 0, unpacked = 0, code = 0, modules = 0] = numbers.split(',').map((number) => parseInt(number, 36));
  const list = lazy(() => requires.split('|').flatMap((one) => readRequirement(one) ?? []));
  return {
    name,
    version,
    wheel,
    unpacked,
    code,
    modules,
    get requires() {
      return list();
    },
  };
}

const read = memoizeWeak(({ text }: Asset): PythonTable => readPythonTable(text));

/** The table of Python packages, loaded on first use. */
export function pythonTable(assets: Assets): External<PythonTable> {
  const asset = assets.get('python/packages.txt');
  return asset.state === 'known' ? { state: 'known', value: read(asset.value) } : asset;
}
