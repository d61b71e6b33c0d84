import { requirementsOfExtra } from '../../knowledge/python-extras.ts';
import { applies } from '../../manifests/python/marker.ts';
import { readRequirement } from '../../manifests/python/requirement.ts';
import type { Requirement } from '../../manifests/python/requirement.ts';
import type { PythonPackage, PythonTable } from './table.ts';

/** A package to install, by name. */
export type NamedRequirement = Pick<Requirement, 'extras' | 'specifier' | 'marker'> & { readonly name: string };

/** What an install adds. */
export interface PythonClosure {
  readonly packages: readonly InstalledPackage[];
  /** The names of packages that are not in the table. What they require is not known either. */
  readonly guessed: readonly string[];
  /** Extras of which it is not known what they install: `name[extra]`. */
  readonly unknownExtras: readonly string[];
}

export interface InstalledPackage {
  readonly package: PythonPackage;
  /** The pinned version is that of the table or another one; without a pin, the newest at the time of the build is installed. */
  readonly version: 'own' | 'newest' | 'other';
}

/**
 * The packages that an installer adds for some requirements: with everything that they require, unless `dependencies` is false. The newest
 * versions are assumed where none is pinned. `without`: names that are installed already, or never.
 */
export function pythonClosure(
  table: PythonTable,
  requirements: readonly NamedRequirement[],
  options: { readonly python: readonly number[]; readonly dependencies: boolean; readonly without: (name: string) => boolean },
): PythonClosure {
  const found = new Map<string, InstalledPackage | undefined>();
  const unknownExtras = new Set<string>();
  const seen = new Set<string>();
  const pins = new Map(requirements.flatMap(({ name, specifier }) => (specifier?.startsWith('==') ? [[name, specifier.replace(/^=+/, '')]] : []))); // prettier-ignore
  const open: { readonly one: NamedRequirement; readonly from: Requirement['extras'] }[] = requirements.map((one) => ({ one, from: [] }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { name, extras, marker } = next.one;
    if (!applies(marker, { python: options.python, extras: new Set(next.from) }) || options.without(name)) continue;
    const known = table.get(name);
    const isNew = !found.has(name);
    if (isNew) found.set(name, known && { package: known, version: versionOf(pins.get(name), known.version) });
    if (!options.dependencies) continue;
    if (isNew && known) for (const one of known.requires) if (one.name !== undefined) open.push({ one: { ...one, name: one.name }, from: extras }); // prettier-ignore
    for (const extra of extras) {
      const key = `${name}[${extra}]`;
      if (seen.has(key)) continue;
      seen.add(key);
      const more = requirementsOfExtra(name, extra);
      if (!more) unknownExtras.add(key);
      for (const text of more ?? []) {
        const one = readRequirement(text);
        if (one?.name !== undefined) open.push({ one: { ...one, name: one.name }, from: [] });
      }
    }
  }
  return {
    packages: [...found.values()].flatMap((one) => one ?? []),
    guessed: [...found].flatMap(([name, one]) => (one ? [] : name)),
    unknownExtras: [...unknownExtras],
  };
}

/** `5.2.*` is the series of 5.2.17. */
function versionOf(pin: string | undefined, version: string): InstalledPackage['version'] {
  if (pin === undefined) return 'newest';
  const written = pin.replace(/[,;].*$/s, '');
  if (written.endsWith('.*')) return version.startsWith(written.slice(0, -1)) ? 'newest' : 'other';
  return written === version ? 'own' : 'other';
}
