import { baseName } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { readsRequirements } from './manifests.ts';

/** Why an install cannot go before the sources; the ids are those of the rule's messages. */
export interface Obstacle {
  readonly reason:
    | 'scripts' | 'local-dependency' | 'workspaces' | 'installs-project' | 'installs-project-option' | 'needs-targets' | 'autoload' | 'modules'; // prettier-ignore
  readonly data: Readonly<Record<string, string>>;
}

/** Scripts that an install runs by itself. https://docs.npmjs.com/cli/v11/using-npm/scripts#life-cycle-operation-order */
const lifecycle = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'prepublish'];

/** Composer events of an install. https://getcomposer.org/doc/articles/scripts.md */
const composerEvents = ['pre-install-cmd', 'post-install-cmd', 'pre-autoload-dump', 'post-autoload-dump', 'post-root-package-install'];

/** Lines of manifests, and of what tools read beside them, that name files of the project. */
const naming = {
  // A path, an archive, `-e` and `--find-links` with a path, `name @ file:`; not what an address leads to.
  requirements:
    /^[ \t]*(?:(?:-e|--editable|-f|--find-links)[ \t=]+(?!\S*:\/\/)\S+|(?![-#])(?!\S*:\/\/)(?!\S+[ \t]*@)(?:\.{1,2}(?=[ \t]*$|\[)|\S*\/\S*|\S+\.(?:whl|zip|tar\.gz|tgz)(?=\s|$))|\S*[ \t]*@[ \t]*file:\S*|file:\S*).*$/m,
  // `x = {path = "..."}`, in Pipfile too, and the same as a table.
  pyproject:
    /^.*=[ \t]*\{[^}\n]*\bpath[ \t]*=.*$|^\[tool\.(?:poetry|uv)\.[\w.-]*(?:dependencies|sources)\.[^\]\n]+\](?=[^[]*?^path[ \t]*=)|^.*@[ \t]*file:.*$/m,
  yarnrc: /^[ \t]*(?:-[ \t]*)?(?:yarnPath|path):[ \t]*\S.*$|^yarn-path[ \t].*$/m,
  lock: /"link":[ \t]*true/,
  gemfile:
    /^[ \t]*gemspec\b|\bpath:|:path[ \t]*=>|\beval_gemfile\b.*|\bruby\b.*\bfile:[ \t]*["'](?!\.ruby-version).*|\bFile\.\w+.*|\brequire_relative\b.*/m,
  pom: /<relativePath>[^<]+|<systemPath>[^<]+/,
  gradle: /\b(?:apply[ \t(]+from|includeBuild|fileTree|flatDir|files[ \t]*\().*/,
};

/**
 * What stands against installing with the manifests alone. `path(name)`: the context path of a file beside the manifests; `sources`: those
 * of the manifests that go first. Where a text is not known nothing is found, and the fix is no more than a suggestion.
 */
export function obstacleOf(
  command: PackageCommand,
  build: BuildContext,
  path: (name: string) => string,
  sources: readonly string[],
): Obstacle | undefined {
  const text = (name: string): string | undefined => build.text(path(name));
  switch (command.tool) {
    case 'npm':
    case 'yarn':
    case 'pnpm':
    case 'bun':
      return nodeObstacle(command, text);
    case 'pip':
    case 'pipenv':
    case 'poetry':
    case 'pdm':
    case 'uv':
      return pythonObstacle(command, text) ?? requirementsObstacle(command, build, sources);
    case 'go':
      // `go get ./...` adds to go.mod and go.sum what the sources import.
      return command.local ? { reason: 'installs-project', data: { line: `go ${command.verbText}` } } : goObstacle(text, build, path);
    case 'cargo':
      return cargoObstacle(text('Cargo.toml'));
    case 'bundler':
      return lineObstacle(text('Gemfile'), 'Gemfile', naming.gemfile);
    case 'composer':
      return composerObstacle(command, text('composer.json'));
    case 'maven':
      if (build.entry(path('.mvn'))) return { reason: 'local-dependency', data: { file: '.mvn', what: 'maven.config, extensions.xml' } };
      return moduleObstacle(text('pom.xml'), 'pom.xml', /<module>/) ?? lineObstacle(text('pom.xml'), 'pom.xml', naming.pom);
    case 'gradle':
      if (build.entry(path('buildSrc'))) return { reason: 'modules', data: { file: 'buildSrc' } };
      return (
        moduleObstacle(text('settings.gradle') ?? text('settings.gradle.kts'), 'settings.gradle', /^[ \t]*include(?:Build)?\b/m) ??
        lineObstacle(text('build.gradle') ?? text('build.gradle.kts'), 'build.gradle', naming.gradle)
      );
    default:
      return undefined;
  }
}

type Texts = (name: string) => string | undefined;

function nodeObstacle(command: PackageCommand, text: Texts): Obstacle | undefined {
  const file = 'package.json';
  const json = objectOf(text(file));
  if (!json) return undefined;
  if (!hasOption(command.args, '--ignore-scripts')) {
    const script = lifecycle.find((name) => name in objectIn(json, 'scripts'));
    if (script) return { reason: 'scripts', data: { file, script } };
  }
  if ('workspaces' in json || text('pnpm-workspace.yaml') !== undefined) return { reason: 'workspaces', data: { file } };
  const local = ['dependencies', 'devDependencies', 'optionalDependencies']
    .flatMap((kind) => Object.entries(objectIn(json, kind)))
    .find(([, version]) => /^(?:file|link|portal|workspace|patch):|^\.{0,2}\/|^(?!.*:\/\/).*\.(?:tgz|tar(?:\.gz)?)$/.test(String(version)));
  if (local) return { reason: 'local-dependency', data: { file, what: `${local[0]}: ${String(local[1])}` } };
  const patched = [objectIn(json, 'pnpm'), json].some((at) => 'patchedDependencies' in at);
  if (patched) return { reason: 'local-dependency', data: { file, what: 'patchedDependencies' } };
  const replaced = ['resolutions', 'overrides'].find((name) => /"(?:patch|file|link|portal):/.test(JSON.stringify(json[name] ?? '')));
  if (replaced) return { reason: 'local-dependency', data: { file, what: replaced } };
  const lock = 'package-lock.json';
  return (
    lineObstacle(text('.yarnrc.yml'), '.yarnrc.yml', naming.yarnrc) ??
    lineObstacle(text('.yarnrc'), '.yarnrc', naming.yarnrc) ??
    (command.tool === 'npm' ? lineObstacle(text(lock), lock, naming.lock) : undefined)
  );
}

function pythonObstacle(command: PackageCommand, text: Texts): Obstacle | undefined {
  const line = `${command.tool} ${command.verbText}`;
  if (command.local) {
    const option = { poetry: '--no-root', uv: '--no-install-project', pdm: '--no-self' }[command.tool as string];
    const own = command.packages.some(({ source }) => source === 'path');
    if (option && !own && notAPackage(text('pyproject.toml'))) return undefined;
    return option && !own ? { reason: 'installs-project-option', data: { line, option } } : { reason: 'installs-project', data: { line } };
  }
  if (command.tool === 'pip') return undefined;
  const file = command.tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  if (/^\[tool\.uv\.workspace\]/m.test(text(file) ?? '')) return { reason: 'workspaces', data: { file } };
  return lineObstacle(text(file), file, naming.pyproject);
}

/** Of each requirements file, those that others read in as well. */
function requirementsObstacle(command: PackageCommand, build: BuildContext, sources: readonly string[]): Obstacle | undefined {
  for (const path of readsRequirements(command) ? sources : []) {
    const found = lineObstacle(build.text(path), baseName(path), naming.requirements);
    if (found) return found;
  }
  return undefined;
}

/** `package-mode = false` (Poetry) and `package = false` (uv): there is no project to install. */
function notAPackage(pyproject: string | undefined): boolean {
  return pyproject !== undefined && /^[ \t]*package(?:-mode)?[ \t]*=[ \t]*false\b/m.test(pyproject);
}

function goObstacle(text: Texts, build: BuildContext, path: (name: string) => string): Obstacle | undefined {
  if (build.has(path('go.work'))) return { reason: 'workspaces', data: { file: 'go.work' } };
  return lineObstacle(text('go.mod'), 'go.mod', /^.*=>[ \t]*\.{1,2}\/.*$/m);
}

/** Cargo takes a manifest without sources once an empty library stands in for them, unless the manifest counts on more than that. */
function cargoObstacle(text: string | undefined): Obstacle | undefined {
  if (text === undefined) return undefined;
  if (/^\[workspace\]/m.test(text)) return { reason: 'workspaces', data: { file: 'Cargo.toml' } };
  if (/^[ \t]*default-run\b/m.test(text)) return { reason: 'needs-targets', data: {} };
  return lineObstacle(text, 'Cargo.toml', /^[ \t]*[\w-]+[ \t]*=[ \t]*\{[^}\n]*\bpath[ \t]*=.*$/m);
}

function composerObstacle(command: PackageCommand, source: string | undefined): Obstacle | undefined {
  const json = objectOf(source);
  if (!json) return undefined;
  const file = 'composer.json';
  const script = hasOption(command.args, '--no-scripts') ? undefined : composerEvents.find((name) => name in objectIn(json, 'scripts'));
  if (script) return { reason: 'scripts', data: { file, script } };
  if (JSON.stringify(json.repositories ?? '').includes('"path"'))
    return { reason: 'local-dependency', data: { file, what: 'repositories: path' } };
  if (hasOption(command.args, '--no-autoloader')) return undefined;
  const autoload = { ...objectIn(json, 'autoload'), ...objectIn(json, 'autoload-dev') };
  const scans =
    hasOption(command.args, '-o', '--optimize-autoloader', '-a', '--classmap-authoritative') ||
    'classmap' in autoload ||
    'files' in autoload;
  return scans ? { reason: 'autoload', data: { file } } : undefined;
}

function lineObstacle(text: string | undefined, file: string, shape: RegExp): Obstacle | undefined {
  const what = text === undefined ? undefined : shape.exec(text)?.[0].trim();
  return what === undefined ? undefined : { reason: 'local-dependency', data: { file, what } };
}

function moduleObstacle(text: string | undefined, file: string, shape: RegExp): Obstacle | undefined {
  return text !== undefined && shape.test(text) ? { reason: 'modules', data: { file } } : undefined;
}

function objectOf(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // a manifest that is being written: nothing is known of it
  }
}

function objectIn(json: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = json[key];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
