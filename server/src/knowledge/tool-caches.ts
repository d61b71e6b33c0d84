import { packageFolders } from './folders.ts';

/*
 * Where package managers and compilers keep downloads and results, and how to turn that off, to delete it and to mount it: one table for
 * the rules about caches, the completion of mounts and sizes. Folders are those of root, or those of the language's official image if it
 * changes them. Sources are in the rows; read in November 2026.
 */

/** A folder in which a program stores downloads or compiled files, which a cache mount can keep. */
export interface CacheFolder {
  /** Program names without folder. */
  readonly programs: readonly string[];
  readonly folder: string;
  /** Whether two builds must not write to it at the same time. */
  readonly locked: boolean;
}

/** What is known about the cache of one tool. */
export interface ToolCache {
  /** The name of the tool as in `shell/tools`; for programs that are no package manager, their own name. */
  readonly tool: string;
  /** Program names without folder. */
  readonly programs: readonly string[];
  readonly folders: readonly string[];
  /** Whether two builds must not write to it at the same time. */
  readonly locked: boolean;
  /** Options with which a command stores nothing; the first one is that of the documentation. */
  readonly offOptions: readonly string[];
  /** Variables with which the tool stores nothing if their value matches. */
  readonly offVariables: Readonly<Record<string, RegExp>>;
  /** Options that choose another folder. */
  readonly folderOptions: readonly string[];
  /** Variables that choose another folder, with the path of the cache below their value. */
  readonly folderVariables: Readonly<Record<string, string>>;
  /** The command that deletes it. Undefined if there is none, or none for a build. */
  readonly clean: string | undefined;
  /**
   * What its files are for the image. `copy`: also installed elsewhere, so that they can be deleted. `linked`: the installed files are hard
   * links to them, and a layer contains them once (measured with uv 0.9: numpy, PyYAML and requests are 63 MB, 66 MB with their cache).
   * `used`: programs and builds read them there.
   */
  readonly content: 'copy' | 'linked' | 'used';
}

/** Tools whose cache nothing but a later call of the tool reads. */
export const privateCaches: ReadonlySet<string> = new Set(['npm', 'yarn', 'composer', 'poetry']);

const any = /./;
const isTrue = /^(?:1|true|yes|on|y|t)$/i;

type Row = Pick<ToolCache, 'tool'> &
  Partial<Omit<ToolCache, 'folders' | 'programs'>> & { readonly programs: string; readonly folders: string };

const rows: readonly Row[] = [
  // https://docs.docker.com/build/cache/optimize/#use-cache-mounts. Debian's images delete archives, so `clean` is about the lists.
  { tool: 'apt-get', programs: 'apt-get apt', folders: '/var/cache/apt /var/lib/apt', locked: true, clean: `rm -rf ${packageFolders.aptLists}/*` }, // prettier-ignore
  // apk-cache(5)
  { tool: 'apk', programs: 'apk', folders: packageFolders.apk, offOptions: ['--no-cache'], folderOptions: ['--cache-dir'], clean: `rm -rf ${packageFolders.apk}/*` }, // prettier-ignore
  // dnf.conf(5), keepcache and cachedir
  { tool: 'dnf', programs: 'dnf', folders: packageFolders.dnf, locked: true, clean: 'dnf clean all' },
  { tool: 'yum', programs: 'yum', folders: packageFolders.yum, locked: true, clean: 'yum clean all' },
  { tool: 'zypper', programs: 'zypper', folders: packageFolders.zypper, locked: true, folderOptions: ['-C', '--cache-dir'], clean: 'zypper clean --all' }, // prettier-ignore
  { tool: 'pacman', programs: 'pacman', folders: packageFolders.pacman, locked: true, folderOptions: ['--cachedir'], clean: `rm -rf ${packageFolders.pacman}/*` }, // prettier-ignore
  // https://pip.pypa.io/en/stable/topics/caching/. Any value that pip can read turns it off, false too (_handle_no_cache_dir of pip).
  {
    tool: 'pip',
    programs: 'pip pip3 python python3',
    folders: '/root/.cache/pip',
    offOptions: ['--no-cache-dir'],
    offVariables: { PIP_NO_CACHE_DIR: any },
    folderOptions: ['--cache-dir'],
    folderVariables: { PIP_CACHE_DIR: '', XDG_CACHE_HOME: '/pip' },
    clean: 'pip cache purge',
  },
  // https://docs.astral.sh/uv/concepts/cache/, https://docs.astral.sh/uv/reference/environment/#uv_no_cache
  {
    tool: 'uv',
    programs: 'uv',
    folders: '/root/.cache/uv',
    offOptions: ['--no-cache', '-n', '--no-cache-dir'],
    offVariables: { UV_NO_CACHE: isTrue },
    folderOptions: ['--cache-dir'],
    folderVariables: { UV_CACHE_DIR: '', XDG_CACHE_HOME: '/uv' },
    clean: 'uv cache clean',
    content: 'linked',
  },
  // https://python-poetry.org/docs/cli/ (--no-cache), https://python-poetry.org/docs/configuration/#cache-dir
  {
    tool: 'poetry',
    programs: 'poetry',
    folders: '/root/.cache/pypoetry',
    offOptions: ['--no-cache'],
    folderVariables: { POETRY_CACHE_DIR: '', XDG_CACHE_HOME: '/pypoetry' },
    clean: 'poetry cache clear --all --no-interaction .',
  },
  // https://pipenv.pypa.io/en/latest/configuration.html
  {
    tool: 'pipenv',
    programs: 'pipenv',
    folders: '/root/.cache/pipenv',
    folderVariables: { PIPENV_CACHE_DIR: '', XDG_CACHE_HOME: '/pipenv' },
  },
  // https://pdm-project.org/latest/reference/cli/#cache
  { tool: 'pdm', programs: 'pdm', folders: '/root/.cache/pdm', folderVariables: { PDM_CACHE_DIR: '', XDG_CACHE_HOME: '/pdm' }, clean: 'pdm cache clear' }, // prettier-ignore
  // https://docs.conda.io/projects/conda/en/stable/commands/clean.html; the folder of continuumio/miniconda3
  {
    tool: 'conda',
    programs: 'conda mamba',
    folders: '/opt/conda/pkgs',
    folderVariables: { CONDA_PKGS_DIRS: '' },
    clean: 'conda clean --all --yes',
  },
  // https://docs.npmjs.com/cli/v11/commands/npm-cache
  {
    tool: 'npm',
    programs: 'npm npx',
    folders: '/root/.npm',
    folderOptions: ['--cache'],
    folderVariables: { npm_config_cache: '', NPM_CONFIG_CACHE: '' },
    clean: 'npm cache clean --force',
  },
  // https://classic.yarnpkg.com/lang/en/docs/cli/cache/ (as root)
  {
    tool: 'yarn',
    programs: 'yarn',
    folders: '/usr/local/share/.cache/yarn',
    folderOptions: ['--cache-folder'],
    folderVariables: { YARN_CACHE_FOLDER: '' },
    clean: 'yarn cache clean',
  },
  // https://pnpm.io/settings#storedir, https://pnpm.io/settings#packageimportmethod
  {
    tool: 'pnpm',
    programs: 'pnpm',
    folders: '/root/.local/share/pnpm/store',
    folderOptions: ['--store-dir'],
    folderVariables: { npm_config_store_dir: '', PNPM_HOME: '/store' },
    clean: 'pnpm store prune',
    content: 'linked',
  },
  // https://bun.sh/docs/install/cache
  { tool: 'bun', programs: 'bun', folders: '/root/.bun/install/cache', offOptions: ['--no-cache'], folderOptions: ['--cache-dir'], folderVariables: { BUN_INSTALL_CACHE_DIR: '' }, clean: 'bun pm cache rm', content: 'linked' }, // prettier-ignore
  // https://github.com/nodejs/node-gyp: the headers of Node.js, in the folder that env-paths chooses
  { tool: 'node-gyp', content: 'used', programs: 'node-gyp', folders: '/root/.cache/node-gyp', folderOptions: ['--devdir'], folderVariables: { npm_config_devdir: '' } }, // prettier-ignore
  // https://go.dev/ref/mod#module-cache, `go help cache`; the folders of the official image
  {
    tool: 'go',
    content: 'used',
    programs: 'go',
    folders: '/go/pkg/mod /root/.cache/go-build',
    folderVariables: { GOMODCACHE: '', GOPATH: '/pkg/mod' },
    clean: 'go clean -cache -modcache',
  },
  // https://doc.rust-lang.org/cargo/guide/cargo-home.html; the folder of the official image
  {
    tool: 'cargo',
    content: 'used',
    programs: 'cargo',
    folders: '/usr/local/cargo/registry /usr/local/cargo/git/db',
    folderVariables: { CARGO_HOME: '/registry' },
  },
  // https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders: what a project uses, not copies
  { tool: 'dotnet', content: 'used', programs: 'dotnet', folders: '/root/.nuget/packages', folderOptions: ['--packages'], folderVariables: { NUGET_PACKAGES: '' } }, // prettier-ignore
  // https://maven.apache.org/guides/mini/guide-configuring-maven.html, https://docs.gradle.org/current/userguide/directory_layout.html
  { tool: 'maven', content: 'used', programs: 'mvn mvnw', folders: '/root/.m2' },
  { tool: 'gradle', content: 'used', programs: 'gradle gradlew', folders: '/root/.gradle', folderOptions: ['-g', '--gradle-user-home'], folderVariables: { GRADLE_USER_HOME: '' } }, // prettier-ignore
  // https://getcomposer.org/doc/06-config.md#cache-dir, https://getcomposer.org/doc/03-cli.md#global-options
  {
    tool: 'composer',
    programs: 'composer',
    folders: '/root/.composer/cache',
    offOptions: ['--no-cache'],
    offVariables: { COMPOSER_CACHE_DIR: /^\/dev\/null$/ },
    folderVariables: { COMPOSER_CACHE_DIR: '', COMPOSER_HOME: '/cache', XDG_CACHE_HOME: '/composer' },
    clean: 'composer clear-cache',
  },
  // https://bundler.io/man/bundle-config.1.html (cache_all, BUNDLE_USER_CACHE); archives are in the cache folder of GEM_HOME
  { tool: 'bundler', programs: 'bundle', folders: '/usr/local/bundle/cache /root/.bundle/cache', folderVariables: { BUNDLE_PATH: '', BUNDLE_USER_CACHE: '', GEM_HOME: '/cache' } }, // prettier-ignore
  {
    tool: 'gem',
    programs: 'gem',
    folders: '/usr/local/bundle/cache',
    folderOptions: ['-i', '--install-dir'],
    folderVariables: { GEM_HOME: '/cache' },
  },
  // https://ccache.dev/manual/latest.html#config_cache_dir
  {
    tool: 'ccache',
    content: 'used',
    programs: 'ccache',
    folders: '/root/.cache/ccache',
    folderVariables: { CCACHE_DIR: '', XDG_CACHE_HOME: '/ccache' },
  },
];

/** Every tool whose cache is known. */
export const toolCaches: readonly ToolCache[] = rows.map((row) => ({
  locked: false,
  offOptions: [],
  offVariables: {},
  folderOptions: [],
  folderVariables: {},
  clean: undefined,
  content: 'copy',
  ...row,
  programs: row.programs.split(' '),
  folders: row.folders.split(' '),
}));

const byTool = new Map(toolCaches.flatMap((cache) => [cache.tool, ...cache.programs].map((name) => [name, cache] as const)).reverse());

/** The cache of a tool, by its name in `shell/tools` or by that of its program. */
export function toolCache(name: string): ToolCache | undefined {
  return byTool.get(name);
}

/** Matches a text that may call one of the tools: a quick test before the commands of an instruction are read. */
export const mayCallCachingTool = new RegExp(`\\b(?:${[...new Set(toolCaches.flatMap(({ programs }) => programs))].join('|')})`);

/** The cache of Yarn 2 and later, for all projects. https://yarnpkg.com/configuration/yarnrc#globalFolder */
export const yarnBerryCache = '/root/.yarn/berry/cache';

/** One entry per folder and tool. */
export const cacheFolders: readonly CacheFolder[] = toolCaches.flatMap(({ programs, folders, locked }) =>
  folders.map((folder) => ({ programs, folder, locked })),
);

/** Images that set a variable which turns off or moves the cache of a tool: https://github.com/composer/docker */
export const cacheVariablesOfImages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  composer: { COMPOSER_HOME: '/tmp' },
};
