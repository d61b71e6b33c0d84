import { isObject, objectIn, readJson, textIn } from '../formats/json.ts';
import type { JsonObject } from '../formats/json.ts';
import type { LockedPackage } from '../project.ts';

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
    })),
    links: [...links, ...installed.flatMap(([, one]) => /^file:(.*)/.exec(textIn(one, 'resolved') ?? '')?.[1] ?? [])],
  };
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
    packages.push({ name, version, dev: false, optional: false, local });
  }
  return { packages, links, berry };
}

/**
 * The keys of `packages:` in versions 5 (`/a/1.0.0`), 6 (`/a@1.0.0`) and 9 (`a@1.0.0(peer@2)`).
 * https://github.com/pnpm/spec/tree/master/lockfile
 */
function readPnpmLock(text: string): NodeLock {
  const section = /^packages:\s*$([\s\S]*?)(?=^\S|$(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const packages = section.split(/\n(?= {2}\S)/).flatMap((entry): readonly LockedPackage[] => {
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
      },
    ];
  });
  const links = [...text.matchAll(/^\s+(?:version|specifier): ['"]?(?:link|file):([^\s'"(]+)/gm)].map(([, path]) => path!);
  return { packages, links: [...new Set(links)] };
}

/**
 * https://bun.sh/docs/pm/lockfile: `"a": ["a@1.0.0", "", {}, "sha512-..."]`, or `["a@workspace:packages/a"]` for a folder of the project.
 */
function readBunLock(text: string): NodeLock {
  const { value } = readJson(text, { comments: true });
  const links: string[] = [];
  const packages = Object.values(objectIn(value, 'packages')).flatMap((one): readonly LockedPackage[] => {
    const [, name, version] = /^((?:@[^/]+\/)?[^@]+)@(.*)$/.exec((Array.isArray(one) && typeof one[0] === 'string' && one[0]) || '') ?? [];
    if (name === undefined || version === undefined) return [];
    const path = /^(?:workspace|file|link):(.*)/.exec(version)?.[1];
    if (path !== undefined) links.push(path);
    return [{ name, version, dev: false, optional: false, local: path !== undefined }];
  });
  return { packages, links };
}
