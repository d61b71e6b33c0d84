import { isObject, objectIn, readJson, textIn, textsIn } from '../formats/json.ts';
import type { JsonObject } from '../formats/json.ts';
import type { LockedPackage, LockedPlatform } from '../project.ts';

/** The content of a lock file of a Node.js package manager. */
export interface NodeLock {
  readonly packages: readonly LockedPackage[];
  /** Folders that the install links or packs into node_modules, relative to the lock file. */
  readonly links: readonly string[];
  /** Only for yarn.lock: whether Yarn 2 or later wrote it. */
  readonly berry?: boolean;
}

/**
 * Reads the lock file with that name. Generated files are read by their layout, because YAML and JSON parsers take seconds on large ones.
 */
export function readNodeLock(name: string, text: string): NodeLock {
  if (name === 'yarn.lock') return readYarnLock(text);
  if (name === 'pnpm-lock.yaml') return readPnpmLock(text);
  if (name === 'bun.lock') return readBunLock(text);
  return readNpmLock(text);
}

/** package-lock.json and npm-shrinkwrap.json, versions 1 to 3. https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json */
function readNpmLock(text: string): NodeLock {
  const { value } = readJson(text);
  const packages = objectIn(value, 'packages');
  if (Object.keys(packages).length === 0) return { packages: npmV1Packages(objectIn(value, 'dependencies')), links: npmV1Links(value) };
  const entries = Object.entries(packages).filter((entry): entry is [string, JsonObject] => entry[0] !== '' && isObject(entry[1]));
  const links = entries.flatMap(([, one]) => (one.link === true ? (textIn(one, 'resolved') ?? []) : []));
  const installed = entries.filter(([path]) => path.includes('node_modules/'));
  return {
    packages: installed.map(([path, one]) => ({
      name: textIn(one, 'name') ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: textIn(one, 'version'),
      dev: one.dev === true,
      optional: one.optional === true || one.devOptional === true,
      hasInstallScript: one.hasInstallScript === true,
      local: one.link === true || (textIn(one, 'resolved') ?? '').startsWith('file:'),
      ...platformOf((key) => namesIn(one, key)),
    })),
    links: [...links, ...installed.flatMap(([, one]) => /^file:(.*)/.exec(textIn(one, 'resolved') ?? '')?.[1] ?? [])],
  };
}

/** A list of names, or a single one. */
function namesIn(value: JsonObject, key: string): readonly string[] {
  return textsIn(value, key).length > 0 ? textsIn(value, key) : [textIn(value, key) ?? []].flat();
}

function platformOf(list: (key: keyof LockedPlatform) => readonly string[]): { readonly platform?: LockedPlatform } {
  const platform = { os: list('os'), cpu: list('cpu'), libc: list('libc') };
  return platform.os.length + platform.cpu.length + platform.libc.length === 0 ? {} : { platform };
}

/** Version 1 nests the contents of a package's own node_modules. */
function npmV1Packages(dependencies: JsonObject, depth = 0): readonly LockedPackage[] {
  if (depth > 20) return [];
  return Object.entries(dependencies).flatMap(([name, one]) => {
    const version = textIn(one, 'version');
    const local = version?.startsWith('file:') ?? false;
    const flag = (key: string): boolean => isObject(one) && one[key] === true;
    const found: LockedPackage = { name, version, dev: flag('dev'), optional: flag('optional'), local };
    return [found, ...npmV1Packages(objectIn(one, 'dependencies'), depth + 1)];
  });
}

function npmV1Links(value: JsonObject | undefined): readonly string[] {
  return Object.values(objectIn(value, 'dependencies')).flatMap((one) => /^file:(.*)/.exec(textIn(one, 'version') ?? '')?.[1] ?? []);
}

/**
 * An unindented line starts an entry, and an indented `version` line belongs to it. The formats of Yarn 1 and later versions are almost the
 * same.
 */
function readYarnLock(text: string): NodeLock {
  const berry = /^__metadata:/m.test(text);
  const packages: LockedPackage[] = [];
  const links: string[] = [];
  for (const entry of text.split(/\n(?=[^\s#])/)) {
    const head = /^"?((?:@[^/"@]+\/)?[^@"\s]+)@(?:npm:)?([^",\n]*)/.exec(entry);
    const version = /^ {2}version:? "?([^"\n]+?)"?\r?$/m.exec(entry)?.[1];
    if (!head || version === undefined) continue;
    const [, name = '', range = ''] = head;
    const source = /^ {2}resolution: ".*?@((?:workspace|file|link|portal|patch):[^"]*)"/m.exec(entry)?.[1] ?? range;
    const local = /^(?:workspace|file|link|portal|patch):/.test(source);
    if (local) links.push(source.replace(/^\w+:/, '').replace(/[:#].*$/, ''));
    packages.push({ name, version, dev: false, optional: false, local, requires: requiredBy(entry), ...conditionsOf(entry) });
  }
  return { packages, links, berry };
}

/** The names below `dependencies:` and `optionalDependencies:`, whatever their indentation. */
function requiredBy(entry: string): readonly string[] {
  const blocks = entry.matchAll(/^( +)(?:dependencies|optionalDependencies):\r?\n((?:\1 {2}.+\r?\n?)+)/gm);
  return [...blocks].flatMap(([, , block = '']) => [...block.matchAll(/^ +["']?((?:@[^/"']+\/)?[^@\s:"']+)["']?:? /gm)].map(([, name]) => name!)); // prettier-ignore
}

/** Yarn 2 and later: `conditions: os=darwin & (cpu=x64 | cpu=arm64)`. */
function conditionsOf(entry: string): { readonly platform?: LockedPlatform } {
  const text = /^ {2}conditions: (.*)$/m.exec(entry)?.[1] ?? '';
  return platformOf((key) => [...text.matchAll(new RegExp(`\\b${key}=([\\w!]+)`, 'g'))].map(([, value]) => value!));
}

/**
 * The keys of `packages:` in versions 5 (`/a/1.0.0`), 6 (`/a@1.0.0`) and 9 (`a@1.0.0(peer@2)`).
 * https://github.com/pnpm/spec/tree/master/lockfile
 */
function readPnpmLock(text: string): NodeLock {
  const requires = snapshotsIn(text);
  const packages = sectionIn(text, 'packages')
    .split(/\n(?= {2}\S)/)
    .flatMap((entry): readonly LockedPackage[] => {
      const key = /^ {2}['"]?\/?(.+?)['"]?:\s*(?:\r?\n|$)/.exec(entry)?.[1]?.replace(/\(.*$/, '');
      const [, name, version] = /^((?:@[^/]+\/)?[^@/]+)[@/](.+)$/.exec(key ?? '') ?? [];
      if (name === undefined || version === undefined) return [];
      const hasLine = (line: string): boolean => entry.includes(`\n    ${line}`);
      const local = /^(?:file|link):/.test(version) || /\n {4}resolution: \{(?:directory|[^}]*type: directory)/.test(entry);
      const hasInstallScript = hasLine('requiresBuild: true');
      return [
        {
          name,
          version,
          dev: hasLine('dev: true'),
          optional: hasLine('optional: true'),
          ...(hasInstallScript && { hasInstallScript }),
          local,
          ...platformOf((list) => /^\[(.*)\]$/.exec(new RegExp(`^ {4}${list}: (.*?)\\r?$`, 'm').exec(entry)?.[1] ?? '')?.[1]?.split(/,\s*/) ?? []), // prettier-ignore
          ...(requires && { requires: requires.get(`${name}@${version}`) ?? [] }),
        },
      ];
    });
  const links = [...text.matchAll(/^\s+(?:version|specifier): ['"]?(?:link|file):([^\s'"(]+)/gm)].map(([, path]) => path!);
  return { packages, links: [...new Set(links)] };
}

/** Version 9 has the dependencies of packages in a section of its own, and does not mark development packages. */
function snapshotsIn(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const entries = sectionIn(text, 'snapshots').split(/\n(?= {2}\S)/);
  if (entries.length < 2) return undefined;
  return new Map(entries.flatMap((entry) => {
    const key = /^\s*['"]?(.+?)['"]?:(?: \{\})?\s*(?:\r?\n|$)/.exec(entry)?.[1]?.replace(/\(.*$/, ''); // prettier-ignore
    return key === undefined ? [] : [[key, requiredBy(entry)] as const];
  })); // prettier-ignore
}

function sectionIn(text: string, name: string): string {
  return new RegExp(`^${name}:\\s*$([\\s\\S]*?)(?=^\\S|$(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? '';
}

/**
 * https://bun.sh/docs/pm/lockfile: `"a": ["a@1.0.0", "", {}, "sha512-..."]`, or `["a@workspace:packages/a"]` for a folder of the project.
 */
function readBunLock(text: string): NodeLock {
  // Its only difference from JSON: commas at the end of lists. The error-tolerant parser would be slow.
  const { value } = readJson(text.replace(/,(\s*[}\]])/g, '$1'), { comments: true });
  const links: string[] = [];
  const packages = Object.values(objectIn(value, 'packages')).flatMap((one): readonly LockedPackage[] => {
    const [, name, version] = /^((?:@[^/]+\/)?[^@]+)@(.*)$/.exec((Array.isArray(one) && typeof one[0] === 'string' && one[0]) || '') ?? [];
    if (name === undefined || version === undefined) return [];
    const path = /^(?:workspace|file|link):(.*)/.exec(version)?.[1];
    if (path !== undefined) links.push(path);
    const details = Array.isArray(one) ? one.find((part) => isObject(part)) : undefined;
    const requires = ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((key) => Object.keys(objectIn(details, key)));
    const platform = isObject(details) ? platformOf((key) => namesIn(details, key)) : {};
    return [{ name, version, dev: false, optional: false, local: path !== undefined, requires, ...platform }];
  });
  return { packages, links };
}
