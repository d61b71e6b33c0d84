import { isObject, objectIn, textIn, textsIn, valueIn } from '../formats/json.ts';
import type { Json, JsonObject } from '../formats/json.ts';
import type { Dependency } from '../project.ts';
import { normalizeName, readRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';

/** A folder or file of the project that is the source of a package in pyproject.toml or a Pipfile. */
export interface NamedPath {
  readonly name: string;
  /** As written; undefined if the package is another member of the workspace. */
  readonly path: string | undefined;
  readonly editable: boolean;
  /** The part of the file that declares it. */
  readonly written: string;
}

/** The content of pyproject.toml or a Pipfile, for any tool. */
export interface PyProject {
  readonly name: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly paths: readonly NamedPath[];
  /** Patterns of uv's workspace; excluded ones start with `!`. Undefined without a workspace. */
  readonly workspace: readonly string[] | undefined;
  /** Whether there is a project to install, not only its dependencies. */
  readonly isPackage: boolean;
  readonly requiresPython: string | undefined;
  /** Files whose content becomes the list of dependencies (setuptools). */
  readonly dynamicFiles: readonly string[];
  readonly buildRequires: readonly string[];
  readonly buildBackend: string | undefined;
  /** Programs that it installs. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/, Poetry 2, PDM 2, uv 0.9 */
export function readPyProject(toml: JsonObject): PyProject {
  const project = objectIn(toml, 'project');
  const poetry = objectIn(toml, 'tool', 'poetry');
  const uv = objectIn(toml, 'tool', 'uv');
  const pdm = objectIn(toml, 'tool', 'pdm');
  const workspace = valueIn(uv, 'workspace');
  const poetryTables = poetryGroups(poetry);
  const specifiers = [
    ...specifiersIn(textsIn(project, 'dependencies'), { group: 'dependencies', dev: false, optional: false }),
    ...groupsOf(objectIn(project, 'optional-dependencies'), { dev: false, optional: true }),
    ...groupsOf(objectIn(toml, 'dependency-groups'), { dev: true, optional: false }),
    ...specifiersIn(textsIn(uv, 'dev-dependencies'), { group: 'dev', dev: true, optional: false }),
    ...groupsOf(objectIn(pdm, 'dev-dependencies'), { dev: true, optional: false }),
  ];
  return {
    name: textIn(project, 'name') ?? textIn(poetry, 'name'),
    dependencies: [
      ...specifiers.map(([, dependency]) => dependency),
      ...poetryTables.flatMap(({ table, ...group }) => tableDependencies(table, group)),
    ],
    paths: [
      ...specifiers.flatMap(([requirement]) => pathOfRequirement(requirement)),
      ...poetryTables.flatMap(({ table }) => pathsInTable(table)),
      ...pathsInTable(objectIn(uv, 'sources')),
    ],
    workspace:
      workspace === undefined ? undefined : [...textsIn(workspace, 'members'), ...textsIn(workspace, 'exclude').map((one) => `!${one}`)],
    isPackage: valueIn(uv, 'package') !== false && valueIn(poetry, 'package-mode') !== false && valueIn(pdm, 'distribution') !== false,
    requiresPython: textIn(project, 'requires-python') ?? textIn(poetry, 'dependencies', 'python'),
    dynamicFiles: dynamicFiles(objectIn(toml, 'tool', 'setuptools', 'dynamic')),
    buildRequires: textsIn(toml, 'build-system', 'requires'),
    buildBackend: textIn(toml, 'build-system', 'build-backend'),
    scripts: Object.fromEntries(
      [project, poetry]
        .flatMap((table) => Object.entries(objectIn(table, 'scripts')))
        .flatMap(([name, to]) => (typeof to === 'string' ? [[name, to]] : [])),
    ),
  };
}

/** https://pipenv.pypa.io/en/latest/pipfile.html */
export function readPipfile(toml: JsonObject): PyProject {
  const groups = Object.keys(toml).filter((key) => !['source', 'requires', 'scripts', 'pipenv', 'pipfile'].includes(key));
  const tables = groups.map((group) => ({
    group,
    dev: group === 'dev-packages',
    optional: !/^(?:dev-)?packages$/.test(group),
    table: objectIn(toml, group),
  }));
  return {
    name: undefined,
    dependencies: tables.flatMap(({ table, ...group }) => tableDependencies(table, group)),
    paths: tables.flatMap(({ table }) => pathsInTable(table)),
    workspace: undefined,
    isPackage: false,
    requiresPython: textIn(toml, 'requires', 'python_full_version') ?? textIn(toml, 'requires', 'python_version'),
    dynamicFiles: [],
    buildRequires: [],
    buildBackend: undefined,
    scripts: {},
  };
}

type Group = Pick<Dependency, 'group' | 'dev' | 'optional'>;

/** The requirements of each list in a table of lists. Included groups are lists of the same table. */
function groupsOf(table: JsonObject, kind: Omit<Group, 'group'>): readonly (readonly [Requirement, Dependency])[] {
  return Object.keys(table).flatMap((group) => specifiersIn(textsIn(table, group), { group, ...kind }));
}

/** PDM uses pip's syntax for editable packages: `-e file:///${PROJECT_ROOT}/lib#egg=lib`. */
function specifiersIn(texts: readonly string[], group: Group): readonly (readonly [Requirement, Dependency])[] {
  return texts.flatMap((text) => {
    const editable = /^-e\s+/.exec(text)?.[0] ?? '';
    const requirement = readRequirement(text.slice(editable.length), editable !== '');
    return requirement?.name === undefined ? [] : [[requirement, dependencyOf(requirement, group)] as const];
  });
}

export function dependencyOf({ name, specifier, source, extras, text }: Requirement, group: Group): Dependency {
  return { name: name ?? text, version: specifier ?? source?.written, ...group, ...(extras.length > 0 && { extras }) };
}

function pathOfRequirement({ name, source, editable, text }: Requirement): readonly NamedPath[] {
  if (source?.kind !== 'path' && source?.kind !== 'archive') return [];
  const path = source.written.replace(/^\/?\/?\$\{PROJECT_ROOT\}\/?/, './').replace(/^\{root:uri\}\/?/, './');
  return [{ name: name ?? text, path, editable, written: text }];
}

function poetryGroups(poetry: JsonObject): readonly (Group & { readonly table: JsonObject })[] {
  const groups = Object.entries(objectIn(poetry, 'group'));
  return [
    { group: 'dependencies', dev: false, optional: false, table: objectIn(poetry, 'dependencies') },
    { group: 'dev', dev: true, optional: false, table: objectIn(poetry, 'dev-dependencies') },
    ...groups.map(([group, one]) => ({
      group,
      dev: true,
      optional: valueIn(one, 'optional') === true,
      table: objectIn(one, 'dependencies'),
    })),
  ];
}

/** `name = "^1.0"`, `name = {version = "^1.0", extras = ["x"]}`, and lists of these for several conditions. */
function tableDependencies(table: JsonObject, group: Group): readonly Dependency[] {
  return Object.entries(table).flatMap(([key, value]) => {
    if (key.toLowerCase() === 'python' || value === undefined) return [];
    const one: Json | undefined = Array.isArray(value) ? value[0] : value;
    const extras = textsIn(one, 'extras').map(normalizeName);
    const version =
      typeof one === 'string' ? one : (textIn(one, 'version') ?? textIn(one, 'git') ?? textIn(one, 'url') ?? textIn(one, 'path'));
    const optional = group.optional || valueIn(one, 'optional') === true;
    return [
      {
        name: normalizeName(key),
        version: version === '*' ? undefined : version,
        ...group,
        optional,
        ...(extras.length > 0 && { extras }),
      },
    ];
  });
}

function pathsInTable(table: JsonObject): readonly NamedPath[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const alternatives = Array.isArray(value) ? value : [value];
    return alternatives.flatMap((one): readonly NamedPath[] => {
      const path = textIn(one, 'path') ?? textIn(one, 'file');
      const member = isObject(one) && one.workspace === true;
      if ((path === undefined || /:\/\//.test(path)) && !member) return [];
      const written = `${name} = { ${member ? 'workspace = true' : `path = "${path}"`} }`;
      return [{ name: normalizeName(name), path, editable: isObject(one) && (one.editable === true || one.develop === true), written }];
    });
  });
}

/** https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html#dynamic-metadata */
function dynamicFiles(dynamic: JsonObject): readonly string[] {
  const tables = [objectIn(dynamic, 'dependencies'), ...Object.values(objectIn(dynamic, 'optional-dependencies'))];
  return tables.flatMap((table) => {
    const file = textIn(table, 'file');
    return file === undefined ? textsIn(table, 'file') : [file];
  });
}
