/**
 * Packages of official images that are based on Alpine, in addition to those that their Dockerfiles name: libraries that the programs built
 * in the image need (the `.rundeps` of their Dockerfiles), by repository. Names that a release does not have do no harm. Read in the
 * lists of `apk info` at https://github.com/docker-library/repo-info, 2020, and in the Dockerfiles of 2026-09.
 */
const packages: Readonly<Record<string, string>> = {
  golang: 'ca-certificates',
  nginx: `ca-certificates curl freetype geoip libbz2 libcurl libedit libgcrypt libgd libgpg-error libintl libjpeg-turbo libpng libwebp libxml2
    libxslt ncurses-libs pcre2 tzdata xz-libs`,
  node: 'libgcc libstdc++',
  php: 'argon2-libs ca-certificates curl libcurl libedit libsodium libxml2 ncurses-libs oniguruma openssl readline sqlite-libs tar xz xz-libs',
  postgres: `bash icu-libs libedit libffi libgcc libgcrypt libgpg-error libstdc++ libuuid libxml2 libxslt ncurses-libs readline tzdata xz-libs
    zstd-libs`,
  python: 'ca-certificates expat gdbm libbz2 libffi libnsl libpanelw libtirpc libuuid ncurses-libs readline sqlite-libs tzdata xz-libs',
  redis: 'tzdata',
  ruby: `bzip2 ca-certificates gdbm gmp gmp-dev libffi libffi-dev libgcc libgmpxx libproc2 libstdc++ linux-headers ncurses-libs pkgconf procps-ng
    readline yaml yaml-dev zlib-dev`,
};

/** Names of packages that an official image with Alpine contains; empty for other images. */
export function alpineImagePackages(repository: string): readonly string[] {
  return Object.hasOwn(packages, repository) ? packages[repository]!.split(/\s+/) : [];
}

/** The variable PHPIZE_DEPS of the images of PHP with Alpine. https://github.com/docker-library/php */
export const phpizeDeps = 'autoconf dpkg-dev dpkg file g++ gcc libc-dev make pkgconf re2c'.split(' ');
