/** Where a program keeps what it downloads or compiles, so that a cache mount can hold it. */
export interface CacheFolder {
  /** Names of the programs, without their folder. */
  readonly programs: readonly string[];
  readonly folder: string;
  /** Two builds must not write to it at the same time. */
  readonly locked: boolean;
}

/** Folders are those of root, in the official image of the language where that moves them. */
const rows: readonly (readonly [programs: string, folders: string, locked?: 'locked'])[] = [
  // https://docs.docker.com/build/cache/optimize/#use-cache-mounts
  ['apt-get apt', '/var/cache/apt /var/lib/apt', 'locked'],
  ['pip pip3 python python3', '/root/.cache/pip'],
  ['npm npx', '/root/.npm'],
  ['go', '/go/pkg/mod /root/.cache/go-build'],
  ['cargo', '/usr/local/cargo/registry /usr/local/cargo/git/db'],
  ['dotnet', '/root/.nuget/packages'],
  // apk-cache(5), dnf.conf(5)
  ['apk', '/var/cache/apk'],
  ['dnf', '/var/cache/dnf'],
  // https://docs.astral.sh/uv/concepts/cache/, https://python-poetry.org/docs/configuration/#cache-dir
  ['uv', '/root/.cache/uv'],
  ['poetry', '/root/.cache/pypoetry'],
  // https://classic.yarnpkg.com/lang/en/docs/cli/cache/ (as root), https://pnpm.io/settings#storedir
  ['yarn', '/usr/local/share/.cache/yarn'],
  ['pnpm', '/root/.local/share/pnpm/store'],
  // https://maven.apache.org/guides/mini/guide-configuring-maven.html, https://docs.gradle.org/current/userguide/directory_layout.html
  ['mvn mvnw', '/root/.m2'],
  ['gradle gradlew', '/root/.gradle'],
  // https://getcomposer.org/doc/06-config.md#cache-dir, https://guides.rubygems.org/command-reference/#gem-environment
  ['composer', '/root/.composer/cache'],
  ['bundle gem', '/root/.gem'],
  // https://ccache.dev/manual/latest.html#config_cache_dir
  ['ccache', '/root/.cache/ccache'],
];

/** One entry a folder. */
export const cacheFolders: readonly CacheFolder[] = rows.flatMap(([programs, folders, locked]) =>
  folders.split(' ').map((folder) => ({ programs: programs.split(' '), folder, locked: locked !== undefined })),
);
