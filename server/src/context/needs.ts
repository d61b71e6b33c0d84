import { baseName, contextPath, depthOf } from '../base/paths.ts';
import type { ContextEntry } from './context.ts';
import { entryTreeOf } from './entry-tree.ts';

/** What a host must read of a context, besides listing it, before a snapshot can be made. Paths are context paths, in the order of the listing. */
export interface ContextNeeds {
  /** Files whose text counts. */
  readonly texts: readonly string[];
  /** Files whose content tells whether ADD unpacks them. */
  readonly archives: readonly string[];
}

/** Limits that keep a huge context from being read whole. */
const manifestBytes = 8_000_000;
const manifestDepth = 4;
const manifestCount = 200;
const archiveCount = 50;

/** Files that say what an install needs, how the project is built, what it starts, and what is made and not written (.gitignore). Lower case: names are compared without letter case. */
const manifestNames = new Set(
  [
    // JavaScript
    'package.json package-lock.json npm-shrinkwrap.json yarn.lock .yarnrc .yarnrc.yml pnpm-lock.yaml pnpm-workspace.yaml bun.lock .npmrc',
    'lerna.json nx.json turbo.json tsconfig.json angular.json deno.json .nvmrc .node-version',
    // Python
    'pyproject.toml poetry.lock uv.lock pdm.lock pipfile pipfile.lock setup.py setup.cfg manifest.in environment.yml manage.py .python-version',
    // Go, Rust, Ruby, PHP
    'go.mod go.sum go.work cargo.toml cargo.lock rust-toolchain rust-toolchain.toml gemfile gemfile.lock .ruby-version composer.json composer.lock',
    // JVM, .NET
    'pom.xml build.gradle build.gradle.kts settings.gradle settings.gradle.kts gradle.properties build.sbt',
    'global.json nuget.config directory.build.props directory.packages.props packages.lock.json',
    // Other
    'mix.exs mix.lock makefile procfile .tool-versions .gitignore',
  ].flatMap((names) => names.split(' ')),
);
const manifestPatterns = [
  /^(?:vite|next|nuxt|astro|svelte|vue|webpack|rollup|remix|esbuild|tsup)\.config\.[cm]?[jt]s$/,
  /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
  /^settings[\w-]*\.py$/,
  /\.(?:gemspec|csproj|fsproj|vbproj|sln)$/,
  /^tsconfig[\w.-]*\.json$/,
  // Scripts that containers start
  /^(?:docker-?)?entrypoint[\w.-]*$|^(?:start|run|boot|launch|serve)[\w-]*\.sh$/,
];
/** Folders whose files are all manifests: `requirements/prod.txt`, `shop/settings/base.py`. */
const manifestFolders = /(?:^|\/)(?:requirements\/[\w.-]+\.(?:txt|in)|settings\/\w+\.py)$/;

/** Configuration and scripts that a COPY puts to a place of their own: `COPY nginx.conf /etc/nginx/nginx.conf`. */
const namedText = /(?:^|\/)[^./]+$|\.(?:cfg|cnf|conf|cron|ini|js|json|mjs|py|sh|toml|ya?ml)$/;
const namedBytes = 64_000;

/** Folders of installed or made things, whose manifests are not the project's own. */
const notOurs = /(?:^|\/)(?:node_modules|\.git|vendor|target|dist|build|\.venv|venv|__pycache__|\.next|bin|obj)\//;

/** Whether a file's text says something about how the project is installed, built or started. */
export function isManifest(path: string): boolean {
  const name = baseName(path).toLowerCase();
  return manifestNames.has(name) || manifestPatterns.some((pattern) => pattern.test(name)) || manifestFolders.test(path);
}

/**
 * Which files to read. `entries`: the listing. `copySources`: the source words of COPY and ADD, variables replaced: a manifest that one
 * of them names outright is read wherever it lies, and so is other text of little size. `addSources`: those of ADD, whose files may be archives.
 */
export function contextNeeds(
  entries: readonly ContextEntry[],
  copySources: readonly string[],
  addSources: readonly string[],
): ContextNeeds {
  const named = new Set(copySources.map(contextPath));
  const texts = entries.filter(
    ({ path, kind, size }) =>
      kind !== 'directory' &&
      size <= manifestBytes &&
      ((named.has(path) && size <= namedBytes && namedText.test(path)) ||
        (isManifest(path) && (named.has(path) || (depthOf(path) < manifestDepth && !notOurs.test(path))))),
  );
  texts.sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const tree = entryTreeOf(entries);
  const archives = new Set(addSources.flatMap((source) => tree.named(contextPath(source), false)).filter(({ kind }) => kind === 'file'));
  return {
    texts: texts.slice(0, manifestCount).map(({ path }) => path),
    archives: [...archives].slice(0, archiveCount).map(({ path }) => path),
  };
}
