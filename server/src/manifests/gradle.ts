import { joinPath } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { objectIn, textIn } from './formats/json.ts';
import { readToml } from './formats/toml.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, Project, RuntimeVersion, SourceNeed } from './project.ts';

export interface GradleProject extends Project {
  /** The IDs of the plugins that the build file applies. */
  readonly plugins: readonly string[];
  /** Project paths that settings.gradle includes: `:app:core`. */
  readonly modules: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  /** The version of the wrapper. */
  readonly gradleVersion: string | undefined;
  readonly hasWrapper: boolean;
}

const buildNames = ['build.gradle', 'build.gradle.kts'];
const settingsNames = ['settings.gradle', 'settings.gradle.kts'];
const catalog = 'gradle/libs.versions.toml';
const wrapper = 'gradle/wrapper/gradle-wrapper.properties';

/** What a build file loads in addition to its projects. */
const loadPattern = /\b(?:apply[ \t(]+from|includeBuild|fileTree|flatDir|files[ \t]*\().*/;

/**
 * Reads the literal parts of the scripts of a Gradle build, without running them. Computed parts are unknown.
 * https://docs.gradle.org/current/userguide/declaring_dependencies.html
 */
export function readGradleProject(reader: ProjectReader): GradleProject | undefined {
  const buildName = buildNames.find((name) => reader.has(name));
  const settingsName = settingsNames.find((name) => reader.has(name));
  const build = buildName === undefined ? undefined : reader.text(buildName);
  const settings = settingsName === undefined ? undefined : reader.text(settingsName);
  if (build === undefined && settings === undefined) return undefined;
  const code = withoutComments(build ?? '');
  const settingsCode = withoutComments(settings ?? '');
  const modules = includesIn(settingsCode);
  const loaded = loadPattern.exec(code)?.[0].trim();
  const wrapperText = reader.has(wrapper) ? reader.text(wrapper) : undefined;
  return {
    ...emptyProject('gradle', reader),
    name: /\brootProject\.name\s*=\s*["']([^"']+)["']/.exec(settingsCode)?.[1],
    manifests: reader.existing(...buildNames, ...settingsNames),
    locks: reader.existing('gradle.lockfile', 'buildscript-gradle.lockfile'),
    installFiles: reader.existing(
      'gradle.properties',
      catalog,
      wrapper,
      'gradle/wrapper/gradle-wrapper.jar',
      'gradlew',
      'gradle/verification-metadata.xml',
    ),
    localPackages: modules.map(({ module, folder }): LocalPackage => ({
      name: module,
      path: reader.path(folder),
      kind: 'module',
      written: module,
    })),
    sourceNeeds: [
      ...(reader.has('buildSrc') ? [{ reason: 'module', file: 'buildSrc', what: 'buildSrc' } satisfies SourceNeed] : []),
      ...(modules.length > 0 || /\bincludeBuild\b/.test(settingsCode)
        ? [{ reason: 'module', file: 'settings.gradle', what: modules[0]?.module ?? 'includeBuild' } satisfies SourceNeed]
        : []),
      ...(loaded === undefined ? [] : [{ reason: 'local-package', file: 'build.gradle', what: loaded } satisfies SourceNeed]),
    ],
    dependencies: [...dependenciesIn(code), ...catalogDependencies(reader)],
    runtime: runtimeOf(code, buildName ?? ''),
    plugins: pluginsIn(code),
    modules: modules.map(({ module }) => module),
    properties: reader.has('gradle.properties') ? propertiesIn(reader.text('gradle.properties') ?? '') : {},
    gradleVersion: /distributionUrl=.*gradle-([\d.]+(?:-[\w-]+?)?)-(?:bin|all)\.zip/.exec(wrapperText ?? '')?.[1],
    hasWrapper: reader.has('gradlew'),
  };
}

function withoutComments(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    /^["']/.test(found) ? found : ' ',
  );
}

/** Reads `include 'app', ':lib:core'`, `include(":app")`; `project(':x').projectDir = file('y')` changes the folder. */
function includesIn(code: string): readonly { readonly module: string; readonly folder: string }[] {
  const calls = [...code.matchAll(/(?:^|[\s;{])include(?:Flat)?\s*\(?((?:\s*["'][^"'\n]+["']\s*,?)+)/g)];
  const moved = new Map(
    [
      ...code.matchAll(/project\(\s*["']([^"']+)["']\s*\)\.projectDir\s*=\s*(?:new\s+File|file)\s*\(\s*(?:\w+\s*,\s*)?["']([^"']+)["']/g),
    ].map(([, module, folder]) => [module!, folder!]),
  );
  return calls.flatMap(([, names]) =>
    [...names!.matchAll(/["']([^"']+)["']/g)].map(([, name]) => {
      const module = name!.startsWith(':') ? name! : `:${name}`;
      return { module, folder: moved.get(module) ?? moved.get(name!) ?? module.slice(1).replaceAll(':', '/') };
    }),
  );
}

const configurations =
  'api|implementation|compile|compileOnly|runtime|runtimeOnly|annotationProcessor|kapt|ksp|developmentOnly|testImplementation|testCompile|testRuntimeOnly|testCompileOnly|classpath';

/** `implementation 'group:name:version'`, `implementation("group:name:version")`, `implementation(platform("..."))`. */
function dependenciesIn(code: string): readonly Dependency[] {
  const found = code.matchAll(
    new RegExp(
      `\\b(${configurations})\\b[ \\t]*\\(?[ \\t]*(?:(?:enforcedP|p)latform\\(\\s*)?["']([^"':\\n]+):([^"':\\n]+)(?::([^"'\\n]+))?["']`,
      'g',
    ),
  );
  return [...found].map(([, group, organization, name, version]) => ({
    name: `${organization}:${name}`,
    version: version?.replace(/@.*$/, ''),
    group: group!,
    dev: group!.startsWith('test'),
    optional: false,
  }));
}

/** https://docs.gradle.org/current/userguide/version_catalogs.html */
function catalogDependencies(reader: ProjectReader): readonly Dependency[] {
  const toml = reader.has(catalog) ? reader.value(catalog, readToml) : undefined;
  return Object.values(objectIn(toml, 'libraries')).flatMap((value) => {
    const [group, name, written] =
      typeof value === 'string'
        ? value.split(':')
        : (textIn(value, 'module')?.split(':') ?? [textIn(value, 'group'), textIn(value, 'name')]);
    const version = written ?? textIn(value, 'version') ?? textIn(toml, 'versions', textIn(value, 'version', 'ref') ?? '');
    return group === undefined || name === undefined
      ? []
      : [{ name: `${group}:${name}`, version, group: 'catalog', dev: false, optional: true }];
  });
}

function pluginsIn(code: string): readonly string[] {
  const ids = [...code.matchAll(/\bid\s*\(?\s*["']([^"']+)["']/g), ...code.matchAll(/\bapply\s*\(?\s*plugin\s*[:=]\s*["']([^"']+)["']/g)];
  const block = /\bplugins\s*\{([^}]*)\}/.exec(code)?.[1] ?? '';
  const bare = [...block.matchAll(/^\s*`?([a-z][\w-]*)`?\s*$/gm)];
  const kotlin = [...block.matchAll(/\bkotlin\(\s*["']([^"']+)["']\s*\)/g)].map(([, name]) => `org.jetbrains.kotlin.${name}`);
  return [...new Set([...[...ids, ...bare].map(([, id]) => id!), ...kotlin])];
}

function propertiesIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^[ \t]*([^#!\s=:][^\s=:]*)[ \t]*[=:][ \t]*(.*?)[ \t\r]*$/gm)].map(([, key, value]) => [key!, value!]),
  );
}

function runtimeOf(code: string, file: string): RuntimeVersion | undefined {
  const version =
    /(?:JavaLanguageVersion\.of\(\s*|jvmToolchain\(\s*|sourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?["']?)([\d._]+)/.exec(code)?.[1];
  return version === undefined ? undefined : { name: 'java', version: version.replace('1_', '1.'), file };
}

/** The build files of the projects that the settings include. */
export function gradleReferences(text: string): readonly string[] {
  return includesIn(withoutComments(text)).flatMap(({ folder }) => buildNames.map((name) => joinPath(folder, name)));
}
