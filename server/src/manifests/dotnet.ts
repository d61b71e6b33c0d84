import { lazy } from '../base/memoize.ts';
import { baseName, foldersAbove, joinPath, parentOf } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { isObject, objectIn, readJson, textIn } from './formats/json.ts';
import { attributeOf, childText, descendantsOf, readXml } from './formats/xml.ts';
import type { XmlElement } from './formats/xml.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, SourceNeed } from './project.ts';

export interface DotnetProject extends Project {
  /** The project file, or the solution if the folder has no project. */
  readonly projectFile: string;
  readonly solution: string | undefined;
  readonly sdk: string | undefined;
  /** `net8.0`; several if the project targets several frameworks. */
  readonly frameworks: readonly string[];
  readonly outputType: string | undefined;
  /** The name of the program, without its extension. */
  readonly assemblyName: string | undefined;
}

const projectName = /\.(?:cs|fs|vb)proj$/i;
const solutionName = /\.slnx?$/i;
/** Files that MSBuild and NuGet search for in the project's folder and its parent folders. */
const inherited = [
  'Directory.Build.props',
  'Directory.Build.targets',
  'Directory.Packages.props',
  'global.json',
  'NuGet.config',
  'nuget.config',
  'NuGet.Config',
];

/** Reads the project or the solution of a folder. https://learn.microsoft.com/dotnet/core/project-sdk/overview */
export function readDotnetProject(reader: ProjectReader): DotnetProject | undefined {
  const here = reader.matching('*').filter((path) => parentOf(path) === reader.folder);
  const file = here.find((path) => projectName.test(path)) ?? here.find((path) => solutionName.test(path));
  if (file === undefined) return undefined;
  const solution = here.find((path) => solutionName.test(path));
  const name = baseName(file);
  const root = projectName.test(file) ? reader.value(name, readXml) : undefined;
  const above = filesAbove(reader);
  const versions = centralVersions(reader, above);
  const projects = solution === undefined ? [] : projectsOfSolution(reader.files.text(solution) ?? '');
  const references = descendantsOf(root, 'ProjectReference').flatMap((one) => attributeOf(one, 'Include') ?? []);
  const packages = root ? packageReferences(root, versions) : [];
  const global = above.find((path) => baseName(path) === 'global.json');
  const pinned =
    global === undefined ? undefined : textIn(readJson(reader.files.text(global) ?? '', { comments: true }).value, 'sdk', 'version');
  const framework = childTextOf(root, 'TargetFrameworks') ?? childTextOf(root, 'TargetFramework');
  const lock = reader.existing('packages.lock.json');
  const linked = [...projects, ...references].map((written) => written.replaceAll('\\', '/'));
  return {
    ...emptyProject('dotnet', reader),
    name: childTextOf(root, 'AssemblyName') ?? name.replace(/\.\w+$/, ''),
    manifests: [...new Set([file, ...(solution === undefined ? [] : [solution])])],
    locks: lock,
    installFiles: [...above, ...reader.existing('packages.config', '.config/dotnet-tools.json')],
    localPackages: linked.map((written): LocalPackage => ({
      name: baseName(written).replace(/\.\w+$/, ''),
      path: reader.path(written),
      kind: 'module',
      written,
    })),
    sourceNeeds: [
      ...(projects.length > 1 ? [{ reason: 'module', file: baseName(solution!), what: projects[0]! } satisfies SourceNeed] : []),
      ...references.map((what): SourceNeed => ({ reason: 'local-package', file: name, what })),
    ],
    dependencies: packages,
    locked: lazy(() => lock.flatMap((path) => readLock(reader.files.text(path) ?? ''))),
    runtime: pinned
      ? { name: 'dotnet', version: pinned, file: global! }
      : framework
        ? { name: 'dotnet', version: framework, file }
        : undefined,
    projectFile: file,
    solution,
    sdk: attributeOf(root, 'Sdk'),
    frameworks: framework?.split(';').map((one) => one.trim()).filter(Boolean) ?? [], // prettier-ignore
    outputType: childTextOf(root, 'OutputType'),
    assemblyName: childTextOf(root, 'AssemblyName') ?? (projectName.test(name) ? name.replace(projectName, '') : undefined),
  };
}

/** A property in any PropertyGroup. */
function childTextOf(root: XmlElement | undefined, name: string): string | undefined {
  return descendantsOf(root, 'PropertyGroup').flatMap((group) => childText(group, name) ?? [])[0];
}

function filesAbove(reader: ProjectReader): readonly string[] {
  const folders = [reader.folder, ...foldersAbove(joinPath(reader.folder, 'x')).slice(1), ...(reader.folder === '' ? [] : [''])];
  return folders.flatMap((folder) => inherited.map((name) => joinPath(folder, name))).filter((path) => reader.files.has(path) === true);
}

/** https://learn.microsoft.com/nuget/consume-packages/central-package-management */
function centralVersions(reader: ProjectReader, above: readonly string[]): ReadonlyMap<string, string> {
  const file = above.find((path) => baseName(path) === 'Directory.Packages.props');
  const root = file === undefined ? undefined : readXml(reader.files.text(file) ?? '').value;
  return new Map(
    descendantsOf(root, 'PackageVersion').map((one) => [
      (attributeOf(one, 'Include') ?? '').toLowerCase(),
      attributeOf(one, 'Version') ?? '',
    ]),
  );
}

function packageReferences(root: XmlElement, versions: ReadonlyMap<string, string>): readonly Dependency[] {
  return descendantsOf(root, 'PackageReference').flatMap((one) => {
    const name = attributeOf(one, 'Include');
    if (name === undefined) return [];
    const version = attributeOf(one, 'Version') ?? childText(one, 'Version') ?? versions.get(name.toLowerCase());
    const assets = attributeOf(one, 'PrivateAssets') ?? childText(one, 'PrivateAssets');
    return [{ name, version, group: 'PackageReference', dev: assets?.toLowerCase() === 'all', optional: false }];
  });
}

/** Supports both solution formats: lines of `Project(...) = "name", "path", ...`, and elements `<Project Path="..." />`. */
function projectsOfSolution(text: string): readonly string[] {
  const lines = [...text.matchAll(/^Project\("[^"]*"\)\s*=\s*"[^"]*",\s*"([^"]+)"/gm)].map(([, path]) => path!);
  const elements = text.trimStart().startsWith('<')
    ? descendantsOf(readXml(text).value, 'Project').flatMap((one) => attributeOf(one, 'Path') ?? [])
    : [];
  return [...lines, ...elements].filter((path) => projectName.test(path));
}

/** https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
function readLock(text: string): readonly LockedPackage[] {
  const frameworks = Object.values(objectIn(readJson(text).value, 'dependencies')).filter(isObject);
  const found = frameworks.flatMap((packages) =>
    Object.entries(packages).map(([name, one]) => ({
      name,
      version: textIn(one, 'resolved'),
      dev: false,
      optional: false,
      local: textIn(one, 'type') === 'Project',
    })),
  );
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** The projects of a solution, and the projects and imports of a project, as paths relative to the folder of the file. */
export function dotnetReferences(name: string, text: string): readonly string[] {
  const root = solutionName.test(name) ? undefined : readXml(text).value;
  const named = [
    ...descendantsOf(root, 'ProjectReference').flatMap((one) => attributeOf(one, 'Include') ?? []),
    ...descendantsOf(root, 'Import').flatMap((one) => attributeOf(one, 'Project') ?? []),
  ];
  const written = solutionName.test(name) ? projectsOfSolution(text) : named;
  return written.map((path) => path.replaceAll('\\', '/')).filter((path) => !path.includes('$('));
}
