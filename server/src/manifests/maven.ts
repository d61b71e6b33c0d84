import { joinPath, parentOf } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { childOf, childText, childrenOf, descendantsOf, readXml } from './formats/xml.ts';
import type { XmlElement } from './formats/xml.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, Project, SourceNeed } from './project.ts';

export interface MavenProject extends Project {
  readonly groupId: string | undefined;
  /** `pom` for a parent of modules; the default is `jar`. */
  readonly packaging: string;
  readonly modules: readonly string[];
  readonly plugins: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  /** The name of the built file, without its extension. */
  readonly finalName: string | undefined;
  readonly hasWrapper: boolean;
}

/** The limit of parents above the project, because a pom can refer to itself. */
const maxParents = 8;

/** Reads the pom.xml of a folder, and the properties of its parents. https://maven.apache.org/pom.html */
export function readMavenProject(reader: ProjectReader): MavenProject | undefined {
  const pom = reader.value('pom.xml', readXml);
  if (!pom || pom.name !== 'project') return undefined;
  const parents = parentsOf(reader, pom);
  const properties = Object.fromEntries([...parents.map(({ pom: parent }) => parent).reverse(), pom].flatMap(propertiesOf));
  const artifact = childText(pom, 'artifactId');
  const versionOf = (element: XmlElement): string | undefined =>
    childText(element, 'version') ?? childText(childOf(element, 'parent'), 'version');
  const builtIn: Readonly<Record<string, string | undefined>> = { 'project.artifactId': artifact, 'project.version': versionOf(pom) };
  const resolve = (text: string | undefined): string | undefined =>
    text?.replace(/\$\{([^}]+)\}/g, (whole, name: string) => builtIn[name] ?? properties[name] ?? whole);
  const profiles = childrenOf(childOf(pom, 'profiles'), 'profile');
  const modules = [pom, ...profiles].flatMap((holder) => [...childrenOf(childOf(holder, 'modules'), 'module'), ...childrenOf(childOf(holder, 'subprojects'), 'subproject')]).map(({ text }) => text); // prettier-ignore
  const systemPaths = descendantsOf(pom, 'systemPath').map(({ text }) => text);
  const relative = childOf(pom, 'parent', 'relativePath');
  const version = resolve(
    ['maven.compiler.release', 'java.version', 'maven.compiler.source'].map((name) => properties[name]).find(Boolean),
  );
  const builds = [pom, ...profiles].map((holder) => childOf(holder, 'build'));
  return {
    ...emptyProject('maven', reader),
    name: artifact,
    manifests: [...reader.existing('pom.xml'), ...parents.map(({ path }) => path)],
    installFiles: reader.existing(
      '.mvn/maven.config',
      '.mvn/jvm.config',
      '.mvn/extensions.xml',
      '.mvn/wrapper/maven-wrapper.properties',
      'mvnw',
      'settings.xml',
    ),
    localPackages: modules.map((written): LocalPackage => ({ name: undefined, path: reader.path(written), kind: 'module', written })),
    sourceNeeds: [
      ...(reader.has('.mvn') ? [{ reason: 'local-package', file: '.mvn', what: 'maven.config, extensions.xml' } satisfies SourceNeed] : []),
      ...(modules.length > 0 ? [{ reason: 'module', file: 'pom.xml', what: modules[0]! } satisfies SourceNeed] : []),
      ...(relative?.text
        ? [{ reason: 'local-package', file: 'pom.xml', what: `<relativePath>${relative.text}` } satisfies SourceNeed]
        : []),
      ...systemPaths.map((path): SourceNeed => ({ reason: 'local-package', file: 'pom.xml', what: `<systemPath>${path}` })),
    ],
    dependencies: childrenOf(childOf(pom, 'dependencies'), 'dependency').map((one): Dependency => {
      const group = childText(one, 'scope') ?? 'compile';
      return {
        name: `${resolve(childText(one, 'groupId')) ?? ''}:${resolve(childText(one, 'artifactId')) ?? ''}`,
        version: resolve(childText(one, 'version')),
        group,
        dev: group === 'test',
        optional: childText(one, 'optional') === 'true',
      };
    }),
    runtime: version === undefined ? undefined : { name: 'java', version, file: 'pom.xml' },
    groupId: childText(pom, 'groupId') ?? childText(pom, 'parent', 'groupId'),
    packaging: childText(pom, 'packaging') ?? 'jar',
    modules,
    plugins: builds
      .flatMap((build) => childrenOf(childOf(build, 'plugins'), 'plugin'))
      .flatMap((plugin) => childText(plugin, 'artifactId') ?? []),
    properties,
    finalName: resolve(
      childText(pom, 'build', 'finalName') ?? (artifact === undefined || !versionOf(pom) ? undefined : `${artifact}-${versionOf(pom)}`),
    ),
    hasWrapper: reader.has('mvnw'),
  };
}

/** The parents in the same sources, nearest first: the default is `../pom.xml`, an empty relativePath means none. */
function parentsOf(reader: ProjectReader, pom: XmlElement): readonly { readonly path: string; readonly pom: XmlElement }[] {
  const found: { path: string; pom: XmlElement }[] = [];
  let folder = reader.folder;
  let current: XmlElement | undefined = pom;
  while (current && found.length < maxParents) {
    const written = parentFile(current);
    const path = written === undefined ? undefined : reader.path(written, folder);
    const text = path === undefined ? undefined : reader.files.text(path);
    if (path === undefined || text === undefined || found.some((one) => one.path === path)) break;
    const parent = readXml(text).value;
    // A parent from a repository can have an unrelated pom.xml in the folder above.
    if (!parent || childText(parent, 'artifactId') !== childText(current, 'parent', 'artifactId')) break;
    found.push({ path, pom: parent });
    [current, folder] = [parent, parentOf(path)];
  }
  return found;
}

function parentFile(pom: XmlElement): string | undefined {
  const parent = childOf(pom, 'parent');
  if (!parent) return undefined;
  const relative = childOf(parent, 'relativePath');
  const written = relative ? relative.text : '../pom.xml';
  return written === '' ? undefined : written.endsWith('.xml') ? written : joinPath(written.replace(/\/+$/, ''), 'pom.xml');
}

function propertiesOf(pom: XmlElement): readonly (readonly [string, string])[] {
  return childOf(pom, 'properties')?.children.map(({ name, text }) => [name, text] as const) ?? [];
}

/** The pom.xml of the modules and of the parent. */
export function mavenReferences(text: string): readonly string[] {
  const pom = readXml(text).value;
  if (!pom) return [];
  const modules = [...descendantsOf(pom, 'module'), ...descendantsOf(pom, 'subproject')].map(({ text: module }) =>
    module.endsWith('.xml') ? module : joinPath(module.replace(/\/+$/, ''), 'pom.xml'),
  );
  return [...modules, ...[parentFile(pom)].flatMap((path) => path ?? [])];
}
