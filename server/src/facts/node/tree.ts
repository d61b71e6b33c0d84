import type { NodeProject } from '../../manifests/node/project.ts';
import { isGitVersion, localPathOf } from '../../manifests/node/package-json.ts';
import type { Dependency, LockedPackage } from '../../manifests/project.ts';
import type { NodeInstall, NodeRequest } from './install.ts';
import type { NodeTable } from './table.ts';
import { nearestVersion, versionInRange } from './versions.ts';
import type { MatchedPackage } from './versions.ts';

/** Packages that are installed together. */
export interface NodePackages {
  readonly known: readonly MatchedPackage[];
  /** The names of those that are not in the table. */
  readonly guessed: readonly string[];
}

/** What an install puts into node_modules. */
export interface NodeTree {
  /** `lock`: the list is exact. `manifest`: the table says what else they require. */
  readonly evidence: 'lock' | 'manifest';
  readonly production: NodePackages;
  /** Empty if the command leaves them out. */
  readonly development: NodePackages;
}

const nothing: NodePackages = { known: [], guessed: [] };

/** The C library of an image, for packages that are built for one of them. */
export type Libc = 'glibc' | 'musl';

/** The packages that an install of a project adds: those of its lock file, or else those of its manifest with all that they require. */
export function treeOfProject(project: NodeProject, install: NodeInstall, table: NodeTable, libc: Libc): NodeTree {
  const locked = project.locked().filter((one) => !one.local && isInstalled(one, install, libc));
  if (locked.length > 0) {
    const production = productionOf(locked, project);
    const part = (isProduction: boolean): NodePackages => lookUp(locked.filter((one) => production(one) === isProduction), table); // prettier-ignore
    return { evidence: 'lock', production: part(true), development: install.development ? part(false) : nothing };
  }
  const wanted = project.dependencies.filter(({ group, optional }) => group !== 'peerDependencies' && (install.optional || !optional));
  const requests = (dev: boolean): readonly NodeRequest[] => wanted.filter((one) => one.dev === dev).flatMap(requestOf);
  const production = closure(requests(false), table);
  const names = new Set(production.known.map((one) => one.package));
  const all = install.development ? closure([...requests(false), ...requests(true)], table) : production;
  const development = {
    known: all.known.filter((one) => !names.has(one.package)),
    guessed: all.guessed.filter((name) => !production.guessed.includes(name)),
  };
  return { evidence: 'manifest', production, development };
}

/** The packages that an install of named packages adds, with all that they require. */
export function closure(requests: readonly NodeRequest[], table: NodeTable): NodePackages {
  const known = new Map<MatchedPackage['package'], MatchedPackage>();
  const guessed = new Set<string>();
  const open: MatchedPackage[] = [];
  for (const { name, range } of requests) {
    const measured = table.get(name);
    if (measured.length === 0) guessed.add(name);
    else open.push(versionInRange(measured, range));
  }
  for (let next = open.pop(); next; next = open.pop()) {
    if (known.has(next.package)) continue;
    known.set(next.package, next);
    for (const one of next.package.requires) open.push({ package: one, match: next.match === 'other' ? 'other' : 'near' });
  }
  return { known: [...known.values()], guessed: [...guessed] };
}

function lookUp(locked: readonly LockedPackage[], table: NodeTable): NodePackages {
  const found = locked.map(({ name, version }) => ({ name, version, measured: measuredAs(name, table) }));
  return {
    known: found.flatMap(({ measured, version }) => (measured.length > 0 ? nearestVersion(measured, version) : [])),
    guessed: found.flatMap(({ name, measured }) => (measured.length > 0 ? [] : name)),
  };
}

/** Packages for musl are as large as those for glibc, whose names end differently: `-gnu`, `-glibc`, or with nothing. */
function measuredAs(name: string, table: NodeTable): ReturnType<NodeTable['get']> {
  const own = table.get(name);
  if (own.length > 0 || !name.includes('musl')) return own;
  const others = ['-gnu', '-glibc', ''].map((libc) => name.replace('linuxmusl', 'linux').replace(/-musl$/, libc));
  return others.map((other) => table.get(other)).find((list) => list.length > 0) ?? [];
}

/** Packages with a local path are links or belong to the project; those of repositories are not in the registry. */
function requestOf({ name, version = '' }: Dependency): readonly NodeRequest[] {
  if (localPathOf(version)) return [];
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/.exec(version);
  if (alias) return [{ name: alias[1]!, range: alias[2] }];
  return [{ name, range: isGitVersion(version) || version.includes('://') ? undefined : version }];
}

/** Whether a package of a lock file is for this platform, and not left out by an option. */
function isInstalled({ name, platform, optional }: LockedPackage, install: NodeInstall, libc: Libc): boolean {
  if (optional && !install.optional) return false;
  if (platform) return allows(platform.os, 'linux') && allows(platform.cpu, 'x64') && allows(platform.libc, libc);
  return !optional || !forOtherPlatform.test(name);
}

function allows(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value) || (list.some((one) => one.startsWith('!')) && !list.includes(`!${value}`));
}

/** Names of packages for one platform, in lock files that do not name platforms. */
const forOtherPlatform = /(?:^|[-/])(?:fsevents|darwin|win32|windows|freebsd|netbsd|openbsd|openharmony|sunos|aix|android|wasm32-wasi)|[-_.](?:arm64|armv?\d*|arm|ia32|ppc64(?:le)?|s390x|riscv64|loong64|mips64el|universal)\b/; // prettier-ignore

/** Whether a package is needed in production: as the lock file says, or because a dependency of the project needs it. */
function productionOf(locked: readonly LockedPackage[], project: NodeProject): (one: LockedPackage) => boolean {
  const marksDevelopment = !locked.some(({ requires }) => requires);
  // The dependencies of the other folders are not known here.
  if (marksDevelopment || project.isMonorepo) return ({ dev }) => !dev;
  const requires = new Map<string, string[]>();
  for (const one of locked) requires.set(one.name, [...(requires.get(one.name) ?? []), ...(one.requires ?? [])]);
  const found = new Set<string>();
  const open = project.dependencies.flatMap(({ name, dev }) => (dev ? [] : name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(requires.get(name) ?? []));
  }
  return ({ name }) => found.has(name);
}
