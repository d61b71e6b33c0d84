import type { Ecosystem } from './project-files.ts';

/** The files that a tool reads when it installs a project's dependencies. Names are relative to the folder in which it runs. */
export interface InstallFiles {
  readonly ecosystem: Ecosystem;
  /** The tool fails without these files. */
  readonly required: readonly string[];
  /** The tool reads these files if they exist. */
  readonly optional: readonly string[];
  /** Sources for COPY if the context is unknown: patterns, so that a missing file is not an error. */
  readonly copyPatterns: readonly string[];
  /** A file that the tool may rewrite, so that a later COPY of the original would undo the change. */
  readonly lock: string | undefined;
  /** Folders that the tool fills, and that a later COPY must not overwrite. */
  readonly outputFolders: readonly string[];
}

const node = { optional: ['.npmrc'], fills: ['node_modules'] } as const;

/** By tool name; from each tool's manual, read in 2026. */
export const installFiles: Readonly<Record<string, InstallFiles>> = {
  npm: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['package-lock.json', 'npm-shrinkwrap.json', ...node.optional],
    copyPatterns: ['package*.json'],
    lock: 'package-lock.json',
    outputFolders: node.fills,
  },
  yarn: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['yarn.lock', '.yarnrc', '.yarnrc.yml', ...node.optional],
    copyPatterns: ['package.json', 'yarn.lock*'],
    lock: 'yarn.lock',
    outputFolders: node.fills,
  },
  pnpm: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', ...node.optional],
    copyPatterns: ['package.json', 'pnpm-lock.yaml*'],
    lock: 'pnpm-lock.yaml',
    outputFolders: node.fills,
  },
  bun: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['bun.lock', 'bun.lockb', 'bunfig.toml', ...node.optional],
    copyPatterns: ['package.json', 'bun.lock*'],
    lock: 'bun.lock',
    outputFolders: node.fills,
  },
  pip: { ecosystem: 'python', required: [], optional: [], copyPatterns: [], lock: undefined, outputFolders: [] },
  pipenv: {
    ecosystem: 'python',
    required: ['Pipfile'],
    optional: ['Pipfile.lock'],
    copyPatterns: ['Pipfile*'],
    lock: 'Pipfile.lock',
    outputFolders: ['.venv'],
  },
  poetry: {
    ecosystem: 'python',
    required: ['pyproject.toml'],
    optional: ['poetry.lock', 'poetry.toml'],
    copyPatterns: ['pyproject.toml', 'poetry.lock*'],
    lock: undefined,
    outputFolders: ['.venv'],
  },
  uv: {
    ecosystem: 'python',
    required: ['pyproject.toml'],
    optional: ['uv.lock', 'uv.toml', '.python-version'],
    copyPatterns: ['pyproject.toml', 'uv.lock*'],
    lock: 'uv.lock',
    outputFolders: ['.venv'],
  },
  go: {
    ecosystem: 'go',
    required: ['go.mod'],
    optional: ['go.sum'],
    copyPatterns: ['go.mod', 'go.sum*'],
    lock: undefined,
    outputFolders: [],
  },
  cargo: {
    ecosystem: 'cargo',
    required: ['Cargo.toml'],
    optional: ['Cargo.lock'],
    copyPatterns: ['Cargo.toml', 'Cargo.lock*'],
    lock: 'Cargo.lock',
    outputFolders: ['vendor'],
  },
  bundler: {
    ecosystem: 'bundler',
    required: ['Gemfile'],
    optional: ['Gemfile.lock', '.ruby-version', '.bundle/config'],
    copyPatterns: ['Gemfile*'],
    lock: 'Gemfile.lock',
    outputFolders: ['vendor/bundle', '.bundle'],
  },
  composer: {
    ecosystem: 'composer',
    required: ['composer.json'],
    optional: ['composer.lock', 'auth.json'],
    copyPatterns: ['composer.json', 'composer.lock*'],
    lock: undefined,
    outputFolders: ['vendor'],
  },
  maven: { ecosystem: 'maven', required: ['pom.xml'], optional: [], copyPatterns: ['pom.xml'], lock: undefined, outputFolders: [] },
  dotnet: {
    ecosystem: 'dotnet',
    // The names of the project and the solution differ from project to project.
    required: [],
    optional: [],
    copyPatterns: [],
    lock: undefined,
    outputFolders: ['obj'],
  },
  gradle: {
    ecosystem: 'gradle',
    required: [],
    optional: [
      'build.gradle',
      'build.gradle.kts',
      'settings.gradle',
      'settings.gradle.kts',
      'gradle.properties',
      'gradle/libs.versions.toml',
    ],
    copyPatterns: ['*.gradle*', 'gradle.properties*'],
    lock: undefined,
    outputFolders: [],
  },
};

/** A command that downloads what a build would download. */
export interface DependencyDownload {
  readonly ecosystem: Ecosystem;
  /** For a RUN in the folder of the project, with only the manifests in it. */
  readonly command: string;
  /** Its part that the user recognizes. */
  readonly name: string;
  /** The file without which the versions are not certain. */
  readonly lock: string | undefined;
  /** Where the official images keep what was downloaded. */
  readonly caches: readonly string[];
}

/** By tool name; from each tool's manual, read in 2026. `gradle dependencies` downloads no files of the dependencies. */
const downloads: Readonly<Record<string, DependencyDownload>> = {
  go: { ecosystem: 'go', command: 'go mod download', name: 'go mod download', lock: 'go.sum', caches: ['/go/pkg/mod', '/root/go/pkg/mod'] },
  cargo: {
    ecosystem: 'cargo',
    // Cargo refuses a package without a source file.
    command: 'mkdir -p src && touch src/lib.rs && cargo fetch && rm -r src',
    name: 'cargo fetch',
    lock: 'Cargo.lock',
    caches: ['/usr/local/cargo/registry', '/usr/local/cargo', '/root/.cargo/registry'],
  },
  maven: {
    ecosystem: 'maven',
    command: 'mvn -B dependency:go-offline',
    name: 'mvn dependency:go-offline',
    lock: undefined,
    caches: ['/root/.m2'],
  },
};

/** The command that downloads what a build with this tool would download; undefined for other tools. */
export function downloadBeforeBuild(tool: string): DependencyDownload | undefined {
  return Object.hasOwn(downloads, tool) ? downloads[tool] : undefined;
}

/** The ecosystem of a package manager. Returns undefined for tools whose installs are not supported. */
export function ecosystemOfTool(tool: string): Ecosystem | undefined {
  return Object.hasOwn(installFiles, tool) ? installFiles[tool]!.ecosystem : undefined;
}
