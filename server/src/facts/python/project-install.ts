import { hasRole } from '../../knowledge/programs.ts';
import { applies } from '../../manifests/python/marker.ts';
import type { PythonProject } from '../../manifests/python/project.ts';
import { normalizeName } from '../../manifests/python/requirement.ts';
import type { Dependency, LockedPackage } from '../../manifests/project.ts';
import { hasOption, optionsOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { NamedRequirement } from './closure.ts';

/** Which parts of a project a command of poetry, pipenv, pdm or uv installs. */
export interface ProjectParts {
  /** Whether the dependencies of the project itself are installed, not only those of groups. */
  readonly main: boolean;
  /** Whether the groups for development that are installed by default are. */
  readonly development: boolean;
  /** Groups and extras that are named. */
  readonly named: ReadonlySet<string>;
  readonly all: boolean;
}

/** What a project's install adds. `lock`: the list is exact. `manifest`: what else these require has to be found. */
export interface ProjectRequirements {
  readonly evidence: 'lock' | 'manifest';
  readonly requirements: readonly NamedRequirement[];
}

/** Whether a command installs what the project in its folder requires, by its lock file or its manifest. */
export function isProjectInstall({ tool, verb, verbText, packages }: PackageCommand): boolean {
  if (!hasRole(tool, 'pythonProjectTool') || verb !== 'install') return false;
  return /^(?:install|sync)$/.test(verbText) && packages.length === 0;
}

/**
 * Reads the groups and extras in the options of such a command. https://python-poetry.org/docs/cli/#install,
 * https://pipenv.pypa.io/en/latest/cli.html, https://pdm-project.org/latest/reference/cli/#install, https://docs.astral.sh/uv/reference/cli/#uv-sync
 */
export function projectParts({ tool, args }: PackageCommand): ProjectParts {
  const valuesOf = (...names: readonly string[]): readonly string[] =>
    optionsOf(args, ...names).flatMap(({ value, valueWord }) => (valueWord?.value ?? value ?? '').split(/[,\s]+/)).map(normalizeName); // prettier-ignore
  const only = valuesOf('--only', '--only-group');
  const without = valuesOf('--without', '--no-group');
  const named = new Set([...only, ...valuesOf('--with', '-G', '--group', '-E', '--extras', '--extra', '--categories')]);
  const hasOnly = only.length > 0 || hasOption(args, '--only-dev');
  const leavesOut =
    hasOption(args, '--no-dev', '--prod', '--production', '--no-default-groups') || without.includes('dev') || (only.length > 0 && !only.includes('dev')); // prettier-ignore
  return {
    main: !hasOnly || only.includes('main') || only.includes('default'),
    development: tool === 'pipenv' ? hasOption(args, '-d', '--dev') : !leavesOut,
    named,
    all: hasOption(args, '--all-extras', '--all-groups'),
  };
}

/** The packages of a project for a command, from its lock file or else from its manifest. */
export function projectRequirements(project: PythonProject, parts: ProjectParts, python: readonly number[]): ProjectRequirements {
  const locked = project.locked().filter(({ local, marker }) => !local && applies(withoutExtras(marker), { python, extras: new Set() }));
  const wanted = project.packageDependencies.filter((one) => isWanted(one, parts) && normalizeName(one.name) !== 'python');
  if (locked.length === 0) {
    const requirements = wanted.map(({ name, version, extras = [] }) => ({ name: normalizeName(name), specifier: specifierOf(version), extras, marker: undefined })); // prettier-ignore
    return { evidence: 'manifest', requirements };
  }
  const isMarked = !locked.some(({ requires }) => requires);
  const chosen = isMarked ? locked.filter((one) => isInstalled(one, parts)) : reachable(locked, wanted);
  return { evidence: 'lock', requirements: chosen.map(({ name, version }) => ({ name, specifier: version && `==${version}`, extras: [], marker: undefined })) }; // prettier-ignore
}

/** `extra == "x"` is about the options of the command, which `optional` stands for. */
function withoutExtras(marker: string | undefined): string | undefined {
  return marker?.includes('extra') ? undefined : marker;
}

/** `^1.2`, `*`, `git+https://...`: without a pin, the newest version that fits is near to the newest of all. */
function specifierOf(version: string | undefined): string | undefined {
  const pinned = /^={0,3}\s*(\d[\w.]*)$/.exec(version ?? '')?.[1];
  return pinned === undefined ? undefined : `==${pinned}`;
}

function isWanted({ group, dev, optional }: Dependency, { main, development, named, all }: ProjectParts): boolean {
  if (named.has(normalizeName(group))) return true;
  if (dev) return all || (development && (group === 'dev' || group === 'dev-packages' || !optional));
  return optional ? all : main;
}

function isInstalled({ dev, optional }: LockedPackage, { main, development, named, all }: ProjectParts): boolean {
  if (optional) return all || named.size > 0;
  return dev ? development || all : main;
}

/** The locked packages that some dependencies require. */
function reachable(locked: readonly LockedPackage[], from: readonly Dependency[]): readonly LockedPackage[] {
  const byName = new Map(locked.map((one) => [one.name, one]));
  const found = new Set<LockedPackage>();
  const open = from.flatMap(({ name, extras = [] }) => {
    const one = byName.get(normalizeName(name));
    return [normalizeName(name), ...extras.flatMap((extra) => one?.extraRequires?.[extra] ?? [])];
  });
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const one = byName.get(name);
    if (!one || found.has(one)) continue;
    found.add(one);
    open.push(...(one.requires ?? []));
  }
  return [...found];
}
