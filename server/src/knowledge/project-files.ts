import { baseName } from '../base/paths.ts';

/** The tools that a project is built with, by their language or family. */
export type Ecosystem = 'node' | 'python' | 'go' | 'cargo' | 'maven' | 'gradle' | 'dotnet' | 'composer' | 'bundler' | 'mix';

/** The files of an ecosystem by name. Names are in lower case and are compared without letter case. */
interface ProjectFileNames {
  /** Each of these makes its folder a project. */
  readonly manifests: readonly (string | RegExp)[];
  /** What an install, a build or the started program reads besides, as far as its text tells something. */
  readonly others: readonly (string | RegExp)[];
}

const words = (text: string): readonly string[] => text.split(/\s+/);

/** From each tool's manual, read in 2026. */
const projectFiles: Readonly<Record<Ecosystem, ProjectFileNames>> = {
  node: {
    manifests: ['package.json'],
    others: [
      ...words('package-lock.json npm-shrinkwrap.json yarn.lock .yarnrc .yarnrc.yml pnpm-lock.yaml pnpm-workspace.yaml bun.lock .npmrc'),
      ...words('bunfig.toml lerna.json nx.json turbo.json tsconfig.json angular.json deno.json .nvmrc .node-version'),
      /^(?:vite|next|nuxt|astro|svelte|vue|webpack|rollup|remix|esbuild|tsup)\.config\.[cm]?[jt]s$/,
      /^tsconfig[\w.-]*\.json$/,
    ],
  },
  python: {
    manifests: [/^requirements.*\.txt$/, ...words('pyproject.toml setup.py pipfile manage.py')],
    others: [
      ...words('poetry.lock uv.lock uv.toml pdm.lock pipfile.lock setup.cfg manifest.in environment.yml .python-version'),
      /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
      /^settings[\w-]*\.py$/,
    ],
  },
  go: { manifests: ['go.mod'], others: words('go.sum go.work') },
  cargo: { manifests: ['cargo.toml'], others: words('cargo.lock rust-toolchain rust-toolchain.toml') },
  maven: { manifests: ['pom.xml'], others: [] },
  gradle: {
    manifests: words('build.gradle build.gradle.kts settings.gradle settings.gradle.kts'),
    others: words('gradle.properties gradle-wrapper.properties libs.versions.toml'),
  },
  dotnet: {
    manifests: [/\.(?:csproj|fsproj|vbproj|sln|slnx)$/],
    others: words(
      'global.json nuget.config directory.build.props directory.build.targets directory.packages.props packages.lock.json packages.config',
    ),
  },
  composer: { manifests: ['composer.json'], others: ['composer.lock'] },
  bundler: { manifests: ['gemfile'], others: ['gemfile.lock', 'gems.rb', 'gems.locked', '.ruby-version', /\.gemspec$/] },
  mix: { manifests: ['mix.exs'], others: ['mix.lock'] },
};

/** Files that tell something about any project: how it is built and started, and which of its files are made and not written (.gitignore). */
const general: readonly (string | RegExp)[] = [
  ...words('makefile procfile .tool-versions .gitignore build.sbt'),
  /^(?:docker-?)?entrypoint[\w.-]*$|^(?:start|run|boot|launch|serve)[\w-]*\.sh$/,
];

/** Folders whose files are all project files: `requirements/prod.txt`, `shop/settings/base.py`, `.cargo/config.toml`. */
const projectFolders = /(?:^|\/)(?:requirements\/[\w.-]+\.(?:txt|in)|settings\/\w+\.py|\.cargo\/config(?:\.toml)?)$/;

const anyOf = (names: readonly (string | RegExp)[]) => {
  const literal = new Set(names.filter((name) => typeof name === 'string'));
  const patterns = names.filter((name) => typeof name !== 'string');
  return (name: string): boolean => literal.has(name) || patterns.some((pattern) => pattern.test(name));
};

const isManifestOf = Object.entries(projectFiles).map(([ecosystem, { manifests }]) => [ecosystem as Ecosystem, anyOf(manifests)] as const);
const isKnownName = anyOf([...Object.values(projectFiles).flatMap(({ manifests, others }) => [...manifests, ...others]), ...general]);

/** The ecosystem whose manifest a file is, by its name alone; undefined for every other file. */
export function ecosystemOf(name: string): Ecosystem | undefined {
  const lower = name.toLowerCase();
  return isManifestOf.find(([, fits]) => fits(lower))?.[0];
}

/** Whether the text of a file, told by its path, says something about how the project is installed, built or started. */
export function isProjectFile(path: string): boolean {
  return isKnownName(baseName(path).toLowerCase()) || projectFolders.test(path);
}
