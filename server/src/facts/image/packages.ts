import { memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Assets } from '../../knowledge/assets.ts';
import { alpineClosure, alpinePackagesOf, isAlpinePackage } from '../../knowledge/alpine-programs.ts';
import { packageClosure } from '../system-packages/closure.ts';
import { aptReleases, aptTable } from '../apt/releases.ts';
import type { PackageTable } from '../system-packages/table.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { packageOfProgram } from '../../knowledge/program-packages.ts';
import { programTable } from '../../knowledge/program-table.ts';
import { perInstallation } from './installations.ts';
import type { ImageState } from './state.ts';

/** What is installed at one point, by one table of packages. */
interface Installed {
  has(name: string): boolean;
  /** Whether all names of the installations are in the table, so that their dependencies are known. */
  readonly isComplete: boolean;
}

/** What is installed in a state, memoized by its installations. */
function installedBy({ base, installations }: ImageState, table: PackageTable): Installed {
  const { installed, isComplete } = installedIn(table)(base.distro)(installations);
  const isInBase = (name: string): boolean => {
    const index = table.indexOf(name);
    return index !== undefined && (table.at(index).inBase || table.at(index).providers.some((provider) => table.at(provider).inBase));
  };
  return { isComplete, has: (name) => installed.has(name) || installations.names(name) || isInBase(name) };
}

const installedIn = memoizeWeak((table: PackageTable) =>
  memoize((distro: ImageState['base']['distro']) =>
    perInstallation<{ readonly installed: ReadonlySet<string>; readonly isComplete: boolean }>(({ names, recommends }, before) => {
      const withRecommended = before !== undefined && (recommends || distro === 'ubuntu');
      const closure = packageClosure(table, names, { recommends: withRecommended, installed: before?.installed ?? [] });
      // A package of the base image that the table does not have says nothing about others.
      return { installed: closure.installed, isComplete: before === undefined || (before.isComplete && closure.unknown.length === 0) };
    }),
  ),
);

/** The tables that may apply to an image: that of its release, or all of them. Undefined if one is not loaded. */
function tablesFor({ base }: ImageState, assets: Assets): readonly PackageTable[] | undefined {
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

function missingInAlpine({ installations }: ImageState, name: string): MissingProgram | undefined {
  const packages = alpinePackagesOf(name);
  const installed = packages && installedInAlpine(installations).packages;
  if (!installed) return undefined;
  return [...installed].some((one) => isAlpinePackage(one, packages)) ? undefined : { package: packages[0] };
}

/** The packages that matter for programs; undefined if one of the installations is not known. */
const installedInAlpine = perInstallation<{ readonly packages: ReadonlySet<string> | undefined }>(({ names }, before) => {
  if (!before) return { packages: new Set(names) };
  const closures = names.map(alpineClosure);
  if (!before.packages || closures.some((closure) => closure === undefined)) return { packages: undefined };
  return { packages: new Set([...before.packages, ...closures.flatMap((closure) => closure!)]) };
});
