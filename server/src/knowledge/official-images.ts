/*
 * Official images whose content is known: Debian's, Ubuntu's or Alpine's own image, the packages that the catalogue lists, and the programs
 * below. They have the package sources of their distribution and no package lists. From https://github.com/docker-library/official-images
 * and the Dockerfiles of each image, 2026-11.
 */

/** The programs that an official image adds by itself, not with packages, by repository. Names of several generations of the image. */
const ownPrograms: Readonly<Record<string, string>> = {
  alpine: '',
  'buildpack-deps': '',
  debian: '',
  ubuntu: '',
  gcc: 'ar c++ c89 c99 cc cpp g++ gcc gccgo gcov gfortran go gofmt ld',
  golang: 'go gofmt',
  httpd: 'ab apachectl htpasswd httpd',
  nginx: 'nginx njs',
  node: 'corepack node nodejs npm npx yarn yarnpkg',
  perl: 'cpan cpanm cpm perl prove',
  php: 'docker-php-ext-configure docker-php-ext-enable docker-php-ext-install pear peardev pecl phar php php-config php-fpm phpdbg phpize',
  python: 'idle pip pip2 pip3 pydoc python python2 python3 wheel',
  redis: 'gosu redis-cli redis-server su-exec setpriv',
  ruby: 'bundle bundler erb gem irb rake rdoc ri ruby',
  rust: 'cargo rustc rustdoc rustfmt rustup',
};

/** The programs that an official image adds by itself. Returns undefined if the content of the image is not known. */
export function programsOfImage(repository: string): ReadonlySet<string> | undefined {
  return Object.hasOwn(ownPrograms, repository) ? new Set(ownPrograms[repository]!.split(' ')) : undefined;
}

/**
 * The first version of an image since when it is built on Debian 9 or newer, as today. Older slim images of Node.js start from
 * `buildpack-deps:jessie-curl`, so that they contain curl (nodejs/docker-node, 49790d2e of 2018-05), and Debian 8 has `ip` and `ping`.
 */
const firstVersions: Readonly<Record<string, string>> = {
  gcc: '8',
  golang: '1.11',
  httpd: '2.4.34',
  nginx: '1.15',
  node: '10.2',
  perl: '5.28',
  php: '7.2',
  python: '3.7',
  redis: '5',
  ruby: '2.5',
  rust: '1.26',
};

/** The first version of an official image with known content, as numbers; empty if every version has it. */
export function firstVersionWithKnownContent(repository: string): readonly number[] {
  return Object.hasOwn(firstVersions, repository) ? firstVersions[repository]!.split('.').map(Number) : [];
}

/**
 * Packages in every image of Ubuntu 20.04 or newer in addition to those that Debian's image has too.
 * https://github.com/docker-library/repo-info/tree/master/repos/ubuntu
 */
export const packagesOfUbuntu: readonly string[] = [
  'adduser',
  'bzip2',
  'e2fsprogs',
  'lsb-base',
  'procps',
  'sensible-utils',
  'ubuntu-keyring',
];

/** Releases whose image is Debian's or Ubuntu's small one with these packages. */
export const releasesWithKnownContent: ReadonlySet<string> = new Set(
  'buster bullseye bookworm trixie focal jammy noble plucky questing resolute'.split(' '),
);

/** Images without folders in the root folder besides those of the distribution and `/go`, according to their Dockerfiles. */
const withSystemFolders: ReadonlySet<string> = new Set(
  'alpine buildpack-deps debian gcc golang node perl python ruby rust ubuntu'.split(' '),
);

/** Whether the root folder of an official image only has the folders of its distribution. */
export function hasOnlySystemFolders(repository: string): boolean {
  return withSystemFolders.has(repository);
}
