import { lazy } from '../base/memoize.ts';
import { joinPath } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, SourceNeed } from './project.ts';

export interface MixProject extends Project {
  /** The folder of the applications of an umbrella project. */
  readonly appsPath: string | undefined;
  /** Names of the releases that the project defines. */
  readonly releases: readonly string[];
}

/** Reads the literal parts of a mix.exs, without running it. https://hexdocs.pm/mix/Mix.Tasks.Deps.html */
export function readMixProject(reader: ProjectReader): MixProject | undefined {
  const text = reader.has('mix.exs') ? reader.text('mix.exs') : undefined;
  if (text === undefined) return undefined;
  const code = withoutComments(text);
  const tuples = dependencyTuples(code);
  const appsPath = appsPathIn(code);
  const apps = appsPath === undefined ? [] : reader.foldersMatching([joinPath(appsPath, '*')], 'mix.exs');
  const local = tuples.flatMap(({ name, rest, written }): readonly LocalPackage[] => {
    const path = pathIn(rest);
    if (path === undefined) return [];
    const found = reader.path(path);
    if (found === undefined) reader.recordUnread(path, 'outside');
    return [{ name, path: found, kind: 'path', written }];
  });
  const version = /\belixir:\s*"([^"]+)"/.exec(code)?.[1];
  return {
    ...emptyProject('mix', reader),
    name: /\bapp:\s*:(\w+)/.exec(code)?.[1],
    manifests: reader.existing('mix.exs'),
    locks: reader.existing('mix.lock'),
    installFiles: reader.existing('config/config.exs', 'config/prod.exs', '.formatter.exs'),
    localPackages: [...apps.map((path): LocalPackage => ({ name: undefined, path, kind: 'workspace', written: path })), ...local],
    sourceNeeds: [
      ...(appsPath === undefined ? [] : [{ reason: 'workspace', file: 'mix.exs', what: `apps_path: "${appsPath}"` } satisfies SourceNeed]),
      ...local.map(({ written }): SourceNeed => ({ reason: 'local-package', file: 'mix.exs', what: written })),
    ],
    dependencies: tuples.map(({ name, rest }): Dependency => {
      const only = /\bonly:\s*(\[[^\]]*\]|:\w+)/.exec(rest)?.[1];
      return {
        name,
        version: /^\s*,\s*"([^"]+)"/.exec(rest)?.[1],
        group: only ?? 'default',
        dev: only !== undefined && !/:prod\b/.test(only),
        optional: /\boptional:\s*true\b/.test(rest),
      };
    }),
    locked: lazy(() => (reader.has('mix.lock') ? readLock(reader.text('mix.lock') ?? '') : [])),
    runtime: version === undefined ? undefined : { name: 'elixir', version, file: 'mix.exs' },
    appsPath,
    releases: releasesIn(code),
  };
}

function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|#(?!\{)[^\n]*/g, (found) => (found.startsWith('#') ? '' : found));
}

/** `{:name, "~> 1.0", only: :test}` in the function `deps`, or in the whole file if there is no such function. */
function dependencyTuples(code: string): readonly { readonly name: string; readonly rest: string; readonly written: string }[] {
  const list = /\bdefp?\s+deps\b[^\n]*([\s\S]*?)\n\s*end\b/.exec(code)?.[0] ?? code;
  return [...list.matchAll(/\{\s*:(\w+)\s*((?:,[^{}]*)?)\}/g)].flatMap(([written, name, rest]) => {
    return /^\s*,\s*(?:"|\w+:|~)/.test(rest!) ? [{ name: name!, rest: rest!, written: written.replace(/\s+/g, ' ') }] : [];
  });
}

function pathIn(rest: string): string | undefined {
  return /\bpath:\s*"([^"]+)"/.exec(rest)?.[1] ?? (/\bin_umbrella:\s*true\b/.test(rest) ? '.' : undefined);
}

function appsPathIn(code: string): string | undefined {
  return /\bapps_path:\s*"([^"]+)"/.exec(code)?.[1];
}

function releasesIn(code: string): readonly string[] {
  const block = /\breleases:\s*\[([\s\S]*?)\n\s*\]\s*[,\n]/.exec(code)?.[1] ?? '';
  return [...block.matchAll(/^\s*(\w+):\s*\[/gm)].map(([, name]) => name!).filter((name) => !['include_executables_for', 'applications', 'steps'].includes(name)); // prettier-ignore
}

/** `"name": {:hex, :name, "1.0.0", ...}` */
function readLock(text: string): readonly LockedPackage[] {
  return [...text.matchAll(/^\s*"([^"]+)":\s*\{:(hex|git|path),\s*(?::\w+|"[^"]*"),\s*"([^"]*)"/gm)].map(([, name, source, version]) => ({
    name: name!,
    version: source === 'hex' ? version! : undefined,
    dev: false,
    optional: false,
    local: source === 'path',
  }));
}

/** The mix.exs files of dependencies with a path and of the applications of an umbrella, as patterns. */
export function mixReferences(text: string): readonly string[] {
  const code = withoutComments(text);
  const apps = appsPathIn(code);
  const paths = dependencyTuples(code).flatMap(({ rest }) => /\bpath:\s*"([^"]+)"/.exec(rest)?.[1] ?? []);
  return [...(apps === undefined ? [] : [joinPath(apps, '*')]), ...paths].map((folder) => joinPath(folder.replace(/\/+$/, ''), 'mix.exs'));
}
