/** How an install keeps to the versions in a lock file, instead of changing the file. */
export interface LockedInstall {
  /** The lock files, in order of precedence. */
  readonly locks: readonly string[];
  /** Verbs that may choose other versions. An empty one stands for a command without a verb. */
  readonly verbs: readonly string[];
  /** What a fix changes: another verb, an option, or a variable before the command. */
  readonly remedy: { readonly verb: string } | { readonly option: string } | { readonly variable: string };
  /** Options with which the command keeps to the lock file, or does not use it. */
  readonly options: readonly string[];
  /** Variables with the same effect. */
  readonly variables: readonly string[];
}

/**
 * By tool. https://docs.npmjs.com/cli/v11/commands/npm-ci, https://classic.yarnpkg.com/lang/en/docs/cli/install/, https://pnpm.io/cli/install,
 * https://bun.sh/docs/cli/install, https://bundler.io/man/bundle-config.1.html, https://docs.astral.sh/uv/concepts/projects/sync/,
 * https://pipenv.pypa.io/en/latest/commands.html; November 2026. Composer and Poetry keep to their lock files themselves.
 */
export const lockedInstalls: Readonly<Record<string, LockedInstall>> = {
  npm: {
    locks: ['npm-shrinkwrap.json', 'package-lock.json'],
    verbs: ['install', 'i'],
    remedy: { verb: 'ci' },
    options: ['--no-package-lock', '--package-lock'],
    variables: ['npm_config_package_lock', 'NPM_CONFIG_PACKAGE_LOCK'],
  },
  yarn: {
    locks: ['yarn.lock'],
    verbs: ['', 'install'],
    remedy: { option: '--frozen-lockfile' },
    options: ['--frozen-lockfile', '--immutable', '--no-lockfile'],
    variables: ['CI', 'YARN_ENABLE_IMMUTABLE_INSTALLS'],
  },
  pnpm: {
    locks: ['pnpm-lock.yaml'],
    verbs: ['install', 'i'],
    remedy: { option: '--frozen-lockfile' },
    options: ['--frozen-lockfile', '--no-frozen-lockfile', '--no-lockfile', '--offline'],
    variables: ['CI', 'npm_config_frozen_lockfile'],
  },
  bun: {
    locks: ['bun.lock', 'bun.lockb'],
    verbs: ['install', 'i'],
    remedy: { option: '--frozen-lockfile' },
    options: ['--frozen-lockfile', '--no-save'],
    variables: [],
  },
  uv: { locks: ['uv.lock'], verbs: ['sync'], remedy: { option: '--locked' }, options: ['--locked', '--frozen'], variables: ['UV_LOCKED', 'UV_FROZEN'] }, // prettier-ignore
  pipenv: {
    locks: ['Pipfile.lock'],
    verbs: ['install'],
    remedy: { option: '--deploy' },
    options: ['--deploy', '--ignore-pipfile', '--skip-lock'],
    variables: ['PIPENV_SKIP_LOCK', 'PIPENV_IGNORE_PIPFILE'],
  },
  bundler: {
    locks: ['Gemfile.lock', 'gems.locked'],
    verbs: ['', 'install', 'i'],
    remedy: { variable: 'BUNDLE_FROZEN=true' },
    options: ['--frozen', '--deployment'],
    variables: ['BUNDLE_DEPLOYMENT', 'BUNDLE_FROZEN'],
  },
};
