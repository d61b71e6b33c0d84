import { lazy } from '../base/memoize.ts';
import { joinPath } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { listIn, objectIn, readJson, textEntriesIn, textIn, valueIn } from './formats/json.ts';
import type { Json, JsonObject } from './formats/json.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, SourceNeed } from './project.ts';

export interface ComposerProject extends Project {
  readonly scripts: ReadonlySet<string>;
  /** Whether the autoloader scans or loads source files. */
  readonly scansSources: boolean;
  /** Required PHP extensions: `ext-gd` is `gd`. */
  readonly extensions: readonly string[];
}

/** Events of an install, in order. https://getcomposer.org/doc/articles/scripts.md#command-events */
const installEvents = [
  'pre-install-cmd', 'post-install-cmd', 'pre-autoload-dump', 'post-autoload-dump', 'post-root-package-install',
]; // prettier-ignore

/** Reads the project of a folder. https://getcomposer.org/doc/04-schema.md */
export function readComposerProject(reader: ProjectReader): ComposerProject | undefined {
  const json = reader.value('composer.json', readJson);
  if (!json) return undefined;
  const paths = pathRepositories(reader, json);
  const scripts = new Set(Object.keys(objectIn(json, 'scripts')));
  const installScripts = installEvents.filter((event) => scripts.has(event));
  const autoload = { ...objectIn(json, 'autoload'), ...objectIn(json, 'autoload-dev') };
  const scansSources = 'classmap' in autoload || 'files' in autoload;
  const file = 'composer.json';
  const php = textIn(json, 'config', 'platform', 'php') ?? textIn(json, 'require', 'php');
  return {
    ...emptyProject('composer', reader),
    name: textIn(json, 'name'),
    manifests: reader.existing(file),
    locks: reader.existing('composer.lock'),
    installFiles: reader.existing('auth.json', 'symfony.lock'),
    localPackages: paths,
    installScripts,
    sourceNeeds: [
      ...installScripts.map((what): SourceNeed => ({ reason: 'script', file, what })),
      ...(paths.length > 0 ? [{ reason: 'local-package', file, what: 'repositories: path' } satisfies SourceNeed] : []),
      ...(scansSources ? [{ reason: 'autoload', file, what: 'classmap' in autoload ? 'classmap' : 'files' } satisfies SourceNeed] : []),
    ],
    dependencies: [...dependenciesIn(json, 'require', false), ...dependenciesIn(json, 'require-dev', true)],
    locked: lazy(() => (reader.has('composer.lock') ? readLock(reader.text('composer.lock') ?? '') : [])),
    runtime: php === undefined ? undefined : { name: 'php', version: php, file },
    scripts,
    scansSources,
    extensions: textEntriesIn(json, 'require').flatMap(([name]) => (name.startsWith('ext-') ? [name.slice('ext-'.length)] : [])),
  };
}

/** Names without a slash are platform packages: `php`, `ext-gd`. */
function dependenciesIn(json: JsonObject, group: string, dev: boolean): readonly Dependency[] {
  return textEntriesIn(json, group).flatMap(([name, version]) =>
    name.includes('/') ? [{ name, version, group, dev, optional: false }] : [],
  );
}

/** https://getcomposer.org/doc/05-repositories.md#path; a list, or a map by name. */
function pathRepositories(reader: ProjectReader, json: JsonObject): readonly LocalPackage[] {
  return repositories(json).flatMap((one): readonly LocalPackage[] => {
    const url = textIn(one, 'url');
    if (!/^(?:path|artifact)$/.test(textIn(one, 'type') ?? '') || url === undefined) return [];
    const path = reader.path(url);
    if (path === undefined) reader.recordUnread(url, 'outside');
    return [{ name: undefined, path, kind: textIn(one, 'type') === 'artifact' ? 'archive' : 'path', written: url }];
  });
}

function repositories(json: JsonObject): readonly (Json | undefined)[] {
  const list = listIn(json, 'repositories');
  return list.length > 0 ? list : Object.values(objectIn(json, 'repositories'));
}

function readLock(text: string): readonly LockedPackage[] {
  const { value } = readJson(text);
  return ['packages', 'packages-dev'].flatMap((group) =>
    listIn(value, group).map((one) => ({
      name: textIn(one, 'name') ?? '',
      version: textIn(one, 'version'),
      dev: group === 'packages-dev',
      optional: false,
      local: textIn(valueIn(one, 'dist'), 'type') === 'path',
    })),
  );
}

/** The manifests of packages with a path, as patterns. */
export function composerReferences(text: string): readonly string[] {
  const json = readJson(text).value ?? {};
  const paths = repositories(json).filter((one) => textIn(one, 'type') === 'path').flatMap((one) => textIn(one, 'url') ?? []); // prettier-ignore
  return paths.map((path) => joinPath(path.replace(/\/+$/, ''), 'composer.json'));
}
