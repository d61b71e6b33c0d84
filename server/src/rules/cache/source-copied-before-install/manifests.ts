import type { PackageCommand, PackageToolName } from '../../../shell/tools/packages.ts';
import { hasOption, optionsOf } from '../../../shell/tools/options.ts';

/** What a tool reads when it installs what a project depends on. Names are relative to the folder it runs in. */
export interface Manifests {
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

/** From each tool's manual; see the readers in shell/tools for the versions. */
const table: Partial<Record<PackageToolName, Manifests>> = {
  npm: {
    required: ['package.json'],
    optional: ['package-lock.json', 'npm-shrinkwrap.json', ...node.optional],
    blind: ['package*.json'],
    lock: 'package-lock.json',
    fills: node.fills,
  },
  yarn: {
    required: ['package.json'],
    optional: ['yarn.lock', '.yarnrc', '.yarnrc.yml', ...node.optional],
    blind: ['package.json', 'yarn.lock*'],
    lock: 'yarn.lock',
    fills: node.fills,
  },
  pnpm: {
    required: ['package.json'],
    optional: ['pnpm-lock.yaml', '.pnpmfile.cjs', ...node.optional],
    blind: ['package.json', 'pnpm-lock.yaml*'],
    lock: 'pnpm-lock.yaml',
    fills: node.fills,
  },
  bun: {
    required: ['package.json'],
    optional: ['bun.lock', 'bun.lockb', 'bunfig.toml', ...node.optional],
    blind: ['package.json', 'bun.lock*'],
    lock: 'bun.lock',
    fills: node.fills,
  },
  pip: { required: [], optional: [], blind: [], lock: undefined, fills: [] },
  pipenv: { required: ['Pipfile'], optional: ['Pipfile.lock'], blind: ['Pipfile*'], lock: 'Pipfile.lock', fills: ['.venv'] },
  poetry: {
    required: ['pyproject.toml'],
    optional: ['poetry.lock', 'poetry.toml'],
    blind: ['pyproject.toml', 'poetry.lock*'],
    lock: undefined,
    fills: ['.venv'],
  },
  uv: {
    required: ['pyproject.toml'],
    optional: ['uv.lock', 'uv.toml', '.python-version'],
    blind: ['pyproject.toml', 'uv.lock*'],
    lock: 'uv.lock',
    fills: ['.venv'],
  },
  go: { required: ['go.mod'], optional: ['go.sum'], blind: ['go.mod', 'go.sum*'], lock: undefined, fills: [] },
  cargo: {
    required: ['Cargo.toml'],
    optional: ['Cargo.lock'],
    blind: ['Cargo.toml', 'Cargo.lock*'],
    lock: 'Cargo.lock',
    fills: ['vendor'],
  },
  bundler: {
    required: ['Gemfile'],
    optional: ['Gemfile.lock', '.ruby-version', '.bundle/config'],
    blind: ['Gemfile*'],
    lock: 'Gemfile.lock',
    fills: ['vendor/bundle', '.bundle'],
  },
  composer: {
    required: ['composer.json'],
    optional: ['composer.lock', 'auth.json'],
    blind: ['composer.json', 'composer.lock*'],
    lock: undefined,
    fills: ['vendor'],
  },
  maven: { required: ['pom.xml'], optional: [], blind: ['pom.xml'], lock: undefined, fills: [] },
  gradle: {
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

/** What this command reads; undefined for tools whose installs are not understood well enough to be moved. */
export function manifestsOf(command: PackageCommand): Manifests | undefined {
  const known = table[command.tool];
  if (!known) return undefined;
  if (!readsRequirements(command)) return known;
  const constraints = optionsOf(command.args, '-c', '--constraint', '--constraints').flatMap(({ value }) => value ?? []);
  const named = [...command.manifests.map(({ value }) => value), ...constraints];
  return { required: named, optional: [], blind: named, lock: undefined, fills: [] };
}

/** It goes by requirements files, which may read in others. */
export function readsRequirements({ tool, verbText }: PackageCommand): boolean {
  return tool === 'pip' || (tool === 'uv' && verbText.startsWith('pip'));
}

/** The command takes the lock file as it is and never writes it. */
export function isFrozen({ tool, verbText, args }: PackageCommand): boolean {
  if (tool === 'npm') return verbText !== 'install' && verbText !== 'i' && /c/.test(verbText);
  return hasOption(args, '--frozen-lockfile', '--immutable', '--frozen', '--locked', '--deploy', '--deployment');
}
