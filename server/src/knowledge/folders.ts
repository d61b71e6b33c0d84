import { joinPath } from '../base/paths.ts';

/*
 * The vocabulary of folders, by content. Rules, the search for build contexts, .dockerignore advice and the converter take folder names
 * only from here; a test checks that no other file lists them. Sources: the .gitignore files of each tool's own generator (npm init, cargo
 * new, rails new, dotnet new gitignore, composer, Gradle), and the documentation of the tools, read in 2026.
 */

/** Names of folders in a project. A name may have several roles. */
const namesByRole = {
  versionControl: '.git .hg .svn',
  /** Folders that a package manager fills, with names that are not used for anything else. */
  installed: 'node_modules bower_components jspm_packages .venv venv site-packages',
  /** Packages that some projects commit. */
  vendored: 'vendor .yarn',
  /** Output of one tool, with names that are not used for anything else. */
  generated: 'target .next .nuxt .output .svelte-kit .terraform',
  /** Build output, with names that are also used for other folders. */
  output: 'dist build out bin obj',
  /** Names that suggest that a build, a release or a download fills the folder. */
  artifacts: `_build .build artifact artifacts build-output debug deps dists eggs gen generated install installer jars libs output outputs
    packages parts pkg publish rel release releases reports result results rootfs sdist site staging wheelhouse wheels`,
  temporary: '.tmp log logs pids temp tmp tmp_files',
  report: 'coverage htmlcov .nyc_output test-results TestResults',
  cache: '.cache __pycache__ .gradle .mypy_cache .pnpm-store .pytest_cache .ruff_cache .tox .turbo .phpunit.cache',
  editor: '.idea .vscode .vs .fleet .zed .cursor',
  /** Configuration of services that host, check and release the code. */
  hosting: '.github .gitlab .circleci .devcontainer .husky .storybook .buildkite .semaphore .tekton .woodpecker',
  test: 'test tests e2e cypress',
  /** Tests next to the code that they test. */
  testNearby: '__tests__ __mocks__ testdata',
  testData: 'spec specs fixture fixtures',
  example: 'example examples sample samples',
} as const;

/** The content of a folder in a project. */
export type FolderRole = keyof typeof namesByRole;

/** The names of the folders with each role. */
export const foldersByRole = Object.fromEntries(
  Object.entries(namesByRole).map(([role, names]) => [role, names.split(/\s+/)]),
) as unknown as Readonly<Record<FolderRole, readonly string[]>>;

/** The names of the folders with one of these roles. */
export function foldersWith(...roles: readonly FolderRole[]): readonly string[] {
  return roles.flatMap((role) => foldersByRole[role]);
}

/** Returns a test for paths, without a leading slash, in a folder with one of these roles at any depth. */
export function inFolderWith(...roles: readonly FolderRole[]): (path: string) => boolean {
  const pattern = new RegExp(`(?:^|/)(?:${namePattern(roles)})/`);
  return (path) => pattern.test(path);
}

/** Like `inFolderWith`, but only for folders at the root. */
export function inRootFolderWith(...roles: readonly FolderRole[]): (path: string) => boolean {
  const pattern = new RegExp(`^(?:${namePattern(roles)})/`);
  return (path) => pattern.test(path);
}

function namePattern(roles: readonly FolderRole[]): string {
  return foldersWith(...roles)
    .map((name) => name.replaceAll('.', '\\.'))
    .join('|');
}

/** Folders in every image of a Linux distribution. Filesystem Hierarchy Standard 3.0, and additions of Debian, Alpine and Fedora. */
export const systemFolders: ReadonlySet<string> = new Set([
  '/',
  ...'bin boot dev etc home lib lib64 media mnt opt proc root run sbin sys tmp usr var'.split(' ').map((name) => `/${name}`),
  ...'bin lib local local/bin local/lib local/sbin local/share sbin share'.split(' ').map((name) => `/usr/${name}`),
  ...'cache lib log run tmp'.split(' ').map((name) => `/var/${name}`),
]);

/** Folders that the container runtime mounts anew: https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-filesystems */
const kernelFolders: readonly string[] = 'dev proc sys'.split(' ').map((name) => `/${name}`);

/** Folders that only the distribution fills. Filesystem Hierarchy Standard 3.0. */
const reservedFolders: ReadonlySet<string> = new Set([
  ...'bin boot etc lib lib32 lib64 libx32 sbin usr'.split(' ').map((name) => `/${name}`),
  ...'bin include lib lib64 libexec sbin share'.split(' ').map((name) => `/usr/${name}`),
]);

/**
 * Whether a folder belongs to the kernel or to the distribution, so that an application should not use it. `path` is absolute. For the
 * kernel, that includes everything below the folder.
 */
export function isReservedFolder(path: string): 'kernel' | 'system' | undefined {
  if (kernelFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))) return 'kernel';
  return reservedFolders.has(path) ? 'system' : undefined;
}

/** The folders in which every image looks for programs: PATH of the official images, and Debian's folder of games. */
export const programFolders: readonly string[] = [
  ...'local/sbin local/bin sbin bin games'.split(' ').map((name) => `/usr/${name}`),
  '/sbin',
  '/bin',
];

/** Whether a path is the file that a program's name finds in `programFolders`. */
export function isProgramFile(path: string, program: string): boolean {
  return programFolders.some((folder) => joinPath(folder, program) === path);
}

/** Folders whose files come from the base image and from the packages of the distribution. */
export const distributionFolders: readonly string[] = [
  ...'etc lib bin sbin'.split(' ').map((name) => `/${name}`),
  ...'bin sbin lib share'.split(' ').map((name) => `/usr/${name}`),
];

/** Folders in which official images of languages keep tools. https://github.com/docker-library/golang */
export const toolFolders: ReadonlySet<string> = new Set(['/go', '/go/bin']);

/** Folders of an image whose files can be downloaded or created again, or are only for people to read. */
export const disposableFolders: readonly string[] = [
  '/tmp',
  '/var/tmp',
  '/var/cache',
  '/var/lib/apt/lists',
  '/var/log',
  ...'doc man info locale'.split(' ').map((name) => `/usr/share/${name}`),
];

/** The same in a user's home folder. */
export const disposableInHome: readonly string[] = '.cache .npm .pip .yarn .node-gyp .gnupg .wget-hsts'.split(' ');

/** Folders in which the package managers of distributions store downloads. */
export const packageFolders = {
  /** The package lists of `apt-get update`. */
  aptLists: '/var/lib/apt/lists',
  aptArchives: '/var/cache/apt/archives',
  apk: '/var/cache/apk',
  apkCache: '/etc/apk/cache',
  yum: '/var/cache/yum',
  dnf: '/var/cache/dnf',
  dnf5: '/var/cache/libdnf5',
  zypper: '/var/cache/zypp',
  pacman: '/var/cache/pacman/pkg',
  /** The databases of `pacman -Sy`. */
  pacmanLists: '/var/lib/pacman/sync',
} as const;

/** Memory that every container gets anew (`docker run --shm-size`): a RUN does not have the files that an earlier one wrote into it. */
export const sharedMemory = '/dev/shm';

/** The first release of a distribution whose yum is dnf 4; with older ones, yum has a cache of its own. */
const firstWithDnf: Readonly<Record<string, number>> = {
  fedora: 22, centos: 8, rockylinux: 8, almalinux: 8, oraclelinux: 8, amazonlinux: 2022,
}; // prettier-ignore

/** https://fedoraproject.org/wiki/Changes/SwitchToDnf5 */
const firstFedoraWithDnf5 = 41;

/**
 * The folders in which yum, dnf and microdnf may keep their cache, the most likely one first: all of them if the distribution or its
 * release is unknown. dnf.conf(5) and dnf5.conf(5), cachedir; microdnf uses the folder of yum.
 */
export function rpmCacheFolders({
  distro,
  release,
}: {
  readonly distro: string | undefined;
  readonly release: string | undefined;
}): readonly string[] {
  const { yum, dnf, dnf5 } = packageFolders;
  const version = Number(/\d+/.exec(release ?? '')?.[0] ?? NaN);
  const first = distro === undefined ? undefined : firstWithDnf[distro];
  if (first === undefined || Number.isNaN(version)) return [dnf, yum, dnf5];
  if (version < first) return [yum];
  return distro === 'fedora' && version >= firstFedoraWithDnf5 ? [dnf5] : [dnf, yum];
}
