import { memoize } from '../../base/memoize.ts';

/** An `apt-get install` or `apk add` of packages with known names. */
export interface Installation {
  readonly names: readonly string[];
  /** Whether recommended packages are installed too. */
  readonly recommends: boolean;
}

/** How many lists are kept that follow the same one, or start with the same packages. */
const maxNext = 200;

/**
 * The installations up to a point of the build, as a chain: each list is the one before and one more. Equal lists are the same object, also
 * after an edit, so that results can be memoized by it.
 */
export class Installations {
  /** Undefined for the packages of the base image. */
  readonly before: Installations | undefined;
  /** The last installation. */
  readonly last: Installation;
  /** The list with one more installation. */
  readonly with: (installation: Installation) => Installations;

  private constructor(before: Installations | undefined, last: Installation) {
    this.before = before;
    this.last = last;
    const next = memoize((_: string, installation: Installation) => new Installations(this, installation), maxNext);
    this.with = (installation) => next(keyOf(installation), installation);
  }

  /** The packages of a base image, without recommendations. */
  static readonly of: (packages: readonly string[]) => Installations = (() => {
    const known = memoize((_: string, names: readonly string[]) => new Installations(undefined, { names, recommends: false }), maxNext);
    return (packages) => known(packages.join(' '), packages);
  })();

  /** Whether a package was named in one of the installations, or is one of the base image. */
  names(name: string): boolean {
    for (let list: Installations | undefined = this; list; list = list.before) if (list.last.names.includes(name)) return true; // oxlint-disable-line typescript/no-this-alias, unicorn/no-this-assignment -- the first of a chain
    return false;
  }
}

function keyOf({ names, recommends }: Installation): string {
  return `${recommends ? '+' : '-'}${names.join(' ')}`;
}

/**
 * Memoizes a value per list that is computed from the value of the list before it. Iterative, and bounded, because a long chain may have large
 * values.
 */
export function perInstallation<T>(make: (last: Installation, before: T | undefined) => T): (list: Installations) => T {
  const known = new Map<Installations, T>();
  return (list) => {
    const missing: Installations[] = [];
    for (let next: Installations | undefined = list; next && !known.has(next); next = next.before) missing.push(next);
    const first = missing.at(-1);
    if (!first) return known.get(list)!;
    let value = first.before && known.get(first.before);
    for (const next of missing.reverse()) value = make(next.last, value);
    if (known.size >= maxNext) known.clear();
    known.set(list, value!);
    return value!;
  };
}
