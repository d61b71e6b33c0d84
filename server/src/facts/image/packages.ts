import { memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Assets } from '../../knowledge/assets.ts';
import { alpineClosure, alpinePackagesOf, isAlpinePackage } from '../../knowledge/alpine-programs.ts';
import { aptClosure } from '../apt/closure.ts';
import { aptReleases, aptTable } from '../apt/releases.ts';
import type { AptTable } from '../apt/table.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { packageOfProgram } from '../../knowledge/program-packages.ts';
import { programTable } from '../../knowledge/program-table.ts';
import type { ImageState } from './state.ts';

/** What is installed at one point, by one table of packages. */
interface Installed {
  has(name: string): boolean;
  /** Whether all names of the installations are in the table, so that their dependencies are known. */
  readonly isComplete: boolean;
}

/** What is installed in a state. States with the same packages share the result, because every edit creates new states. */
function installedBy(state: ImageState, table: AptTable): Installed {
  const { base, installations } = state;
  const requests = installations.map(({ names, recommends }) => `${recommends ? '+' : '-'}${names.join(' ')}`);
  return installedIn(table)([base.distro, base.packages.join(' '), ...requests].join('|'), state);
}

/** The number of sets of packages that are kept for each table. */
const maxSets = 200;

const installedIn = memoizeWeak((table: AptTable) =>
  memoize((_packages: string, { base, installations }: ImageState): Installed => {
    let closure = aptClosure(table, base.packages, { recommends: false });
    const unknown: string[] = [];
    for (const { names, recommends } of installations) {
      closure = aptClosure(table, names, { recommends: recommends || base.distro === 'ubuntu', installed: closure.installed });
      unknown.push(...closure.unknown);
    }
    const { installed } = closure;
    const isInBase = (name: string): boolean => {
      const index = table.indexOf(name);
      return index !== undefined && (table.at(index).inBase || table.at(index).providers.some((provider) => table.at(provider).inBase));
    };
    const named = new Set([...base.packages, ...installations.flatMap(({ names }) => names)]);
    return { has: (name) => installed.has(name) || named.has(name) || isInBase(name), isComplete: unknown.length === 0 };
  }, maxSets),
);

/** The tables that may apply to an image: that of its release, or all of them. Undefined if one is not loaded. */
function tablesFor({ base }: ImageState, assets: Assets): readonly AptTable[] | undefined {
  const own = base.distro === 'debian' ? aptTable(assets, base.release) : undefined;
  const all = own ? [own] : aptReleases.map((release) => aptTable(assets, release)!);
  const tables = all.flatMap((table) => (table.state === 'known' ? [table.value] : []));
  return tables.length === all.length ? tables : undefined;
}

/** Whether a package of Debian or Ubuntu is certainly not installed. */
export function isNotInstalled(state: ImageState, name: string, assets: Assets): boolean {
  if (state.isOpen || state.base.distro === 'alpine') return false;
  const tables = tablesFor(state, assets);
  return tables?.every((table) => installedBy(state, table).isComplete && !installedBy(state, table).has(name)) ?? false;
}

/** A program that an image does not contain. */
export interface MissingProgram {
  /** The package to install; undefined if the distribution has none. */
  readonly package: string | undefined;
}

/** Decides whether a program, given as its name or as a path in a usual folder, is certainly not in the image. */
export function missingProgram(state: ImageState, program: string, assets: Assets): MissingProgram | undefined {
  const [, name] = /^(?:\/(?:usr\/)?s?bin\/)?([\w.+-]+)$/.exec(program) ?? [];
  if (name === undefined || state.isOpen || state.files.has(name) || state.base.programs.has(name)) return undefined;
  if (hasRole(name, 'builtin') || (state.hasLanguagePackages && hasRole(name, 'languagePackage'))) return undefined;
  return state.base.distro === 'alpine' ? missingInAlpine(state, name) : missingInDebian(state, name, assets);
}

function missingInDebian(state: ImageState, name: string, assets: Assets): MissingProgram | undefined {
  const programs = programTable(assets);
  const packages = programs.state === 'known' ? programs.value.packagesOf(name) : undefined;
  if (!packages || !packages.every((owner) => isNotInstalled(state, owner, assets))) return undefined;
  const usual = packageOfProgram(name, 'apt');
  return { package: usual === undefined || usual === 'base' ? packages[0] : usual };
}

function missingInAlpine({ base, installations }: ImageState, name: string): MissingProgram | undefined {
  const packages = alpinePackagesOf(name);
  const closures = installations.flatMap(({ names }) => names).map(alpineClosure);
  if (!packages || closures.some((closure) => closure === undefined)) return undefined;
  const installed = [...base.packages, ...closures.flatMap((closure) => closure!)];
  return installed.some((one) => isAlpinePackage(one, packages)) ? undefined : { package: packages[0] };
}
