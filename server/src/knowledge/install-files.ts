import type { Ecosystem } from './project-files.ts';

/** What a tool reads when it installs what a project depends on. Names are relative to the folder it runs in. */
export interface InstallFiles {
  readonly ecosystem: Ecosystem;
  /** Without these it fails. */
  readonly required: readonly string[];
  /** It reads these where they are. */
  readonly optional: readonly string[];
  /** Words for COPY where the context is not known: patterns, so that what is missing does no harm. */
  readonly blind: readonly string[];
  /** Files that it may write anew, so that a later COPY of the old one would undo that. */
  readonly lock: string | undefined;
  /** Folders that it fills, and that a later COPY must not overlay. */
  readonly fills: readonly string[];
}

const node = { optional: ['.npmrc'], fills: ['node_modules'] } as const;

/** By the tool's name; from each tool's manual, read in 2026. */
export const installFiles: Readonly<Record<string, InstallFiles>> = {
  npm: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['package-lock.json', 'npm-shrinkwrap.json', ...node.optional],
    blind: ['package*.json'],
    lock: 'package-lock.json',
    fills: node.fills,
  },
  yarn: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['yarn.lock', '.yarnrc', '.yarnrc.yml', ...node.optional],
    blind: ['package.json', 'yarn.lock*'],
    lock: 'yarn.lock',
    fills: node.fills,
  },
  pnpm: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', ...node.optional],
    blind: ['package.json', 'pnpm-lock.yaml*'],
    lock: 'pnpm-lock.yaml',
    fills: node.fills,
  },
  bun: {
    ecosystem: 'node',
    required: ['package.json'],
    optional: ['bun.lock', 'bun.lockb', 'bunfig.toml', ...node.optional],
    blind: ['package.json', 'bun.lock*'],
    lock: 'bun.lock',
    fills: node.fills,
  },
  pip: { ecosystem: 'python', required: [], optional: [], blind: [], lock: undefined, fills: [] },
  pipenv: {
    ecosystem: 'python',
    required: ['Pipfile'],
    optional: ['Pipfile.lock'],
    blind: ['Pipfile*'],
    lock: 'Pipfile.lock',
    fills: ['.venv'],
  },
  poetry: {
    ecosystem: 'python',
    required: ['pyproject.toml'],
    optional: ['poetry.lock', 'poetry.toml'],
    blind: ['pyproject.toml', 'poetry.lock*'],
    lock: undefined,
    fills: ['.venv'],
  },
  uv: {
    ecosystem: 'python',
    required: ['pyproject.toml'],
    optional: ['uv.lock', 'uv.toml', '.python-version'],
    blind: ['pyproject.toml', 'uv.lock*'],
    lock: 'uv.lock',
    fills: ['.venv'],
  },
  go: { ecosystem: 'go', required: ['go.mod'], optional: ['go.sum'], blind: ['go.mod', 'go.sum*'], lock: undefined, fills: [] },
  cargo: {
    ecosystem: 'cargo',
    required: ['Cargo.toml'],
    optional: ['Cargo.lock'],
    blind: ['Cargo.toml', 'Cargo.lock*'],
    lock: 'Cargo.lock',
    fills: ['vendor'],
  },
  bundler: {
    ecosystem: 'bundler',
    required: ['Gemfile'],
    optional: ['Gemfile.lock', '.ruby-version', '.bundle/config'],
    blind: ['Gemfile*'],
    lock: 'Gemfile.lock',
    fills: ['vendor/bundle', '.bundle'],
  },
  composer: {
    ecosystem: 'composer',
    required: ['composer.json'],
    optional: ['composer.lock', 'auth.json'],
    blind: ['composer.json', 'composer.lock*'],
    lock: undefined,
    fills: ['vendor'],
  },
  maven: { ecosystem: 'maven', required: ['pom.xml'], optional: [], blind: ['pom.xml'], lock: undefined, fills: [] },
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
    blind: ['*.gradle*', 'gradle.properties*'],
    lock: undefined,
    fills: [],
  },
};

/** The ecosystem of a package manager's projects; undefined for tools whose installs are not known. */
export function ecosystemOfTool(tool: string): Ecosystem | undefined {
  return Object.hasOwn(installFiles, tool) ? installFiles[tool]!.ecosystem : undefined;
}
