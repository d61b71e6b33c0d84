import { baseName } from '../base/paths.ts';

/** The build tools of a project, by language or family. */
export type Ecosystem = 'node' | 'python' | 'go' | 'cargo' | 'maven' | 'gradle' | 'dotnet' | 'composer' | 'bundler' | 'mix';

/** The file names of an ecosystem, in lower case. They are compared case-insensitively. */
interface ProjectFileNames {
  /** A folder with one of these files is a project. */
  readonly manifests: readonly (string | RegExp)[];
  /** Further files that an install, a build or the started program reads and whose text contains relevant information. */
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

/** Files with relevant information on any project: how it is built and started, and which files are generated (.gitignore). */
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

/** The ecosystem whose manifest has this file name. Returns undefined for any other file. */
export function ecosystemOf(name: string): Ecosystem | undefined {
  const lower = name.toLowerCase();
  return isManifestOf.find(([, fits]) => fits(lower))?.[0];
}

/** Whether the text of a file, given by its path, can state how the project is installed, built or started. */
export function isProjectFile(path: string): boolean {
  return isKnownName(baseName(path).toLowerCase()) || projectFolders.test(path);
}
