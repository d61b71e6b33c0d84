import { isObject, objectIn, textEntriesIn, textIn, textsIn, valueIn } from '../formats/json.ts';
import type { JsonObject } from '../formats/json.ts';
import type { Dependency } from '../project.ts';

/** The content of a package.json. https://docs.npmjs.com/cli/v11/configuring-npm/package-json */
export interface PackageJson {
  readonly name: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: readonly Dependency[];
  /** Patterns of the workspace folders; undefined without workspaces. */
  readonly workspaces: readonly string[] | undefined;
  /** Program names and the files that they run. */
  readonly bin: Readonly<Record<string, string>>;
  readonly main: string | undefined;
  /** How Node.js interprets `.js` files: `module`, or `commonjs` by default. */
  readonly type: 'module' | 'commonjs';
  /** Required versions by program: `node`, `npm`. */
  readonly engines: Readonly<Record<string, string>>;
  /** The two parts of Corepack's `pnpm@9.1.0`. */
  readonly packageManager: { readonly name: string; readonly version: string } | undefined;
  /** The values of `overrides`, `resolutions` and `pnpm.overrides`, with their key. */
  readonly overrides: readonly Override[];
  /** Patches that the package manager applies during an install, as paths. */
  readonly patches: readonly string[];
  readonly bundled: readonly string[];
  /** Packages whose scripts Bun runs. */
  readonly trusted: readonly string[];
  /** Top-level keys, including those of tools: `targets`, `nodemonConfig`. */
  readonly fields: ReadonlySet<string>;
}

export interface Override {
  readonly key: 'overrides' | 'resolutions' | 'pnpm.overrides';
  readonly name: string;
  readonly version: string;
}

/** The dependency lists and their meaning for an install. */
const groups = [
  { group: 'dependencies', dev: false, optional: false },
  { group: 'optionalDependencies', dev: false, optional: true },
  { group: 'peerDependencies', dev: false, optional: false },
  { group: 'devDependencies', dev: true, optional: false },
] as const;

export function readPackageJson(json: JsonObject): PackageJson {
  const { bin, workspaces, bundleDependencies, bundledDependencies } = json;
  const name = textIn(json, 'name');
  const dependencies = groups.flatMap((group) =>
    textEntriesIn(json, group.group).map(([key, version]) => ({ name: key, version, ...group })),
  );
  const bundle = bundleDependencies ?? bundledDependencies;
  const [, manager, version] = /^([\w-]+)@([^+\s]+)/.exec(textIn(json, 'packageManager') ?? '') ?? [];
  return {
    name,
    scripts: Object.fromEntries(textEntriesIn(json, 'scripts')),
    dependencies,
    workspaces: workspaces === undefined ? undefined : [...textsIn(json, 'workspaces'), ...textsIn(json, 'workspaces', 'packages')],
    bin: typeof bin === 'string' ? { [name?.replace(/^@[^/]*\//, '') ?? '']: bin } : Object.fromEntries(textEntriesIn(json, 'bin')),
    main: textIn(json, 'main'),
    type: json.type === 'module' ? 'module' : 'commonjs',
    engines: Object.fromEntries(textEntriesIn(json, 'engines')),
    packageManager: manager === undefined ? undefined : { name: manager, version: version! },
    overrides: [
      ...overridesOf(json.overrides, 'overrides'),
      ...overridesOf(json.resolutions, 'resolutions'),
      ...overridesOf(valueIn(json, 'pnpm', 'overrides'), 'pnpm.overrides'),
    ],
    patches: [...textEntriesIn(json, 'patchedDependencies'), ...textEntriesIn(json, 'pnpm', 'patchedDependencies')].map(([, path]) => path),
    bundled: bundle === true ? dependencies.filter(({ group }) => group === 'dependencies').map((one) => one.name) : textsIn(bundle),
    trusted: [...textsIn(json, 'trustedDependencies'), ...textsIn(json, 'pnpm', 'onlyBuiltDependencies')],
    fields: new Set(Object.keys(json)),
  };
}

/** npm's overrides can be nested: those of indirect dependencies apply as well. */
function overridesOf(value: JsonObject[string], key: Override['key']): readonly Override[] {
  return Object.entries(objectIn(value)).flatMap(([name, inner]): readonly Override[] => {
    if (typeof inner === 'string') return [{ key, name, version: inner }];
    return isObject(inner) ? overridesOf(inner, key) : [];
  });
}

/** The local path in the version of a dependency. Returns undefined if it comes from a registry or URL. */
export function localPathOf(
  version: string,
): { readonly kind: 'path' | 'archive' | 'workspace' | 'patch'; readonly path: string } | undefined {
  if (version.startsWith('workspace:')) return { kind: 'workspace', path: version.slice('workspace:'.length) };
  if (version.startsWith('patch:')) return { kind: 'patch', path: version.split('#').at(-1)!.replace(/^~\//, './') };
  const path = /^(?:file|link|portal):(.*)$/.exec(version)?.[1] ?? (/^\.{0,2}\/|^~\//.test(version) ? version : undefined);
  if (path !== undefined) return { kind: /\.(?:tgz|tar(?:\.gz)?)$/.test(path) ? 'archive' : 'path', path };
  return /^(?!.*:\/\/).*\.(?:tgz|tar(?:\.gz)?)$/.test(version) ? { kind: 'archive', path: version } : undefined;
}

/**
 * Whether the version is a Git URL: `git+ssh://`, `github:a/b`, `a/b`.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#git-urls-as-dependencies
 */
export function isGitVersion(version: string): boolean {
  return /^(?:git|github:|gitlab:|bitbucket:)|\.git(?:#|$)|^[\w-]+\/[\w.-]+(?:#|$)/.test(version);
}
