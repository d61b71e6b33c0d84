import { lazy } from '../base/memoize.ts';
import { baseName, joinPath } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { isObject, listIn, objectIn, textIn, textsIn, valueIn } from './formats/json.ts';
import type { Json, JsonObject } from './formats/json.ts';
import { readToml } from './formats/toml.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, RuntimeVersion, SourceNeed } from './project.ts';

export interface CargoProject extends Project {
  /** The programs that a build creates: those in the manifest, and the package's own if src/main.rs exists. */
  readonly bins: readonly string[];
  readonly features: readonly string[];
  /** Whether the manifest is that of a workspace, possibly without a package. */
  readonly isWorkspace: boolean;
  readonly buildScript: string | undefined;
}

const tables = [
  { group: 'dependencies', dev: false },
  { group: 'dev-dependencies', dev: true },
  { group: 'build-dependencies', dev: false },
];

/** Reads the package or workspace of a folder. https://doc.rust-lang.org/cargo/reference/manifest.html */
export function readCargoProject(reader: ProjectReader): CargoProject | undefined {
  const toml = reader.value('Cargo.toml', readToml);
  if (!toml) return undefined;
  const lists = dependencyTables(toml);
  const paths = lists.flatMap(({ table }) => pathsIn(reader, table));
  const workspace = valueIn(toml, 'workspace');
  const build = valueIn(toml, 'package', 'build');
  const buildScript = typeof build === 'string' ? build : build !== false && reader.has('build.rs') ? 'build.rs' : undefined;
  const name = textIn(toml, 'package', 'name');
  return {
    ...emptyProject('cargo', reader),
    name,
    manifests: reader.existing('Cargo.toml'),
    locks: reader.existing('Cargo.lock'),
    installFiles: reader.existing('rust-toolchain.toml', 'rust-toolchain', '.cargo/config.toml', '.cargo/config'),
    localPackages: [...membersOf(reader, workspace), ...paths],
    sourceNeeds: [
      ...(workspace === undefined ? [] : [{ reason: 'workspace', file: 'Cargo.toml', what: 'workspace' } satisfies SourceNeed]),
      ...(textIn(toml, 'package', 'default-run') === undefined
        ? []
        : [{ reason: 'target', file: 'Cargo.toml', what: 'default-run' } satisfies SourceNeed]),
      ...paths.map(({ written }): SourceNeed => ({ reason: 'local-package', file: 'Cargo.toml', what: written })),
    ],
    dependencies: lists.flatMap(({ group, dev, table }) => dependenciesIn(table, group, dev)),
    locked: lazy(() => readCargoLock(reader.has('Cargo.lock') ? (reader.text('Cargo.lock') ?? '') : '')),
    runtime: runtimeOf(reader, toml),
    bins: binsOf(reader, toml, name),
    features: Object.keys(objectIn(toml, 'features')),
    isWorkspace: workspace !== undefined,
    buildScript,
  };
}

/** The dependency tables of the package, of each target platform, and those that workspace members inherit. */
function dependencyTables(toml: JsonObject): readonly { readonly group: string; readonly dev: boolean; readonly table: JsonObject }[] {
  const holders = [toml, ...Object.values(objectIn(toml, 'target')).filter(isObject)];
  const own = holders.flatMap((holder) => tables.map(({ group, dev }) => ({ group, dev, table: objectIn(holder, group) })));
  const replaced = Object.values(objectIn(toml, 'patch')).filter(isObject).map((table) => ({ group: 'patch', dev: false, table })); // prettier-ignore
  return [...own, { group: 'workspace.dependencies', dev: false, table: objectIn(toml, 'workspace', 'dependencies') }, ...replaced];
}

function dependenciesIn(table: JsonObject, group: string, dev: boolean): readonly Dependency[] {
  return Object.entries(table).map(([key, value]) => {
    const extras = textsIn(value, 'features');
    return {
      name: textIn(value, 'package') ?? key,
      version: typeof value === 'string' ? value : (textIn(value, 'version') ?? textIn(value, 'git') ?? textIn(value, 'path')),
      group,
      dev,
      optional: valueIn(value, 'optional') === true,
      ...(extras.length > 0 && { extras }),
    };
  });
}

function pathsIn(reader: ProjectReader, table: JsonObject): readonly LocalPackage[] {
  return Object.entries(table).flatMap(([name, value]): readonly LocalPackage[] => {
    const written = textIn(value, 'path');
    if (written === undefined) return [];
    const path = reader.path(written);
    if (path === undefined) reader.recordUnread(written, 'outside');
    return [{ name, path, kind: 'path', written: `${name} = { path = "${written}" }` }];
  });
}

function membersOf(reader: ProjectReader, workspace: Json | undefined): readonly LocalPackage[] {
  const patterns = [...textsIn(workspace, 'members'), ...textsIn(workspace, 'exclude').map((one) => `!${one}`)];
  return reader.foldersMatching(patterns, 'Cargo.toml').map((path) => ({ name: undefined, path, kind: 'workspace', written: path }));
}

/** https://doc.rust-lang.org/cargo/reference/cargo-targets.html#target-auto-discovery */
function binsOf(reader: ProjectReader, toml: JsonObject, name: string | undefined): readonly string[] {
  const named = listIn(toml, 'bin').flatMap((bin) => textIn(bin, 'name') ?? []);
  const own = name !== undefined && reader.has('src/main.rs') ? [name] : [];
  const more = reader.matching('src/bin/*.rs').map((path) => baseName(path).slice(0, -'.rs'.length));
  return [...new Set([...named, ...own, ...(valueIn(toml, 'package', 'autobins') === false ? [] : more)])];
}

function readCargoLock(text: string): readonly LockedPackage[] {
  return listIn(readToml(text).value, 'package').map((one) => ({
    name: textIn(one, 'name') ?? '',
    version: textIn(one, 'version'),
    dev: false,
    optional: false,
    local: textIn(one, 'source') === undefined,
  }));
}

function runtimeOf(reader: ProjectReader, toml: JsonObject): RuntimeVersion | undefined {
  const file = ['rust-toolchain.toml', 'rust-toolchain'].find((name) => reader.has(name));
  const text = file === undefined ? undefined : reader.text(file);
  const channel = /\[toolchain\]/.test(text ?? '') ? textIn(readToml(text!).value, 'toolchain', 'channel') : text?.trim();
  const version = channel || textIn(toml, 'package', 'rust-version') || textIn(toml, 'workspace', 'package', 'rust-version');
  return version ? { name: 'rust', version, file: channel ? file! : 'Cargo.toml' } : undefined;
}

/** The manifests of members and of packages with a path, as patterns. */
export function cargoReferences(text: string): readonly string[] {
  const toml = readToml(text).value ?? {};
  const paths = dependencyTables(toml).flatMap(({ table }) => Object.values(table).flatMap((value) => textIn(value, 'path') ?? []));
  return [...textsIn(toml, 'workspace', 'members'), ...paths].map((folder) => joinPath(folder.replace(/\/+$/, ''), 'Cargo.toml'));
}
