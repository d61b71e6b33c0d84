/** System packages by purpose: packages that only a build needs, and the run-time libraries of development packages. */
export type PackageManager = 'apt' | 'apk';

/** Compilers, linkers, build systems, headers of the C library and of the kernel. No program loads them at run time. */
const buildTools: Readonly<Record<PackageManager, ReadonlySet<string>>> = {
  apt: new Set(
    `autoconf automake autotools-dev bison build-essential cargo ccache checkinstall clang cmake cpp dpkg-dev fakeroot flex g++ gcc gdb
    gfortran golang golang-go gyp intltool libc-dev libc6-dev libc6-dev-i386 libstdc++-dev libtool libtool-bin linux-headers-generic
    linux-libc-dev lld llvm m4 make meson musl-dev musl-tools nasm ninja-build node-gyp patch pkg-config pkgconf python-dev python2-dev
    python3-dev python3-wheel quilt rustc swig yasm`.split(/\s+/),
  ),
  apk: new Set(
    `abuild alpine-sdk autoconf automake binutils bison build-base cargo ccache clang cmake cython flex fortify-headers g++ gcc gdb
    gfortran go libc-dev libtool linux-headers lld llvm m4 make meson musl-dev nasm ninja ninja-build patch pkgconf pkgconfig
    python-dev python2-dev python3-dev py3-wheel rust samurai swig yasm`.split(/\s+/),
  ),
};

/** The same packages with a version in the name: `gcc-12`, `llvm-15-dev`, `linux-headers-6.1`. */
const versionedBuildTools = /^(?:gcc|g\+\+|cpp|clang|llvm|lld|gfortran|golang|libstdc\+\+|libgcc|linux-headers|python3\.\d+)-[\w.+-]*$/;
const versionedExceptions = /^(?:libgcc-s\d|python3\.\d+-(?!dev$))/;

/** Whether only a build needs the package. `name` has no version or architecture. Returns false for unknown packages. */
export function isBuildOnly(manager: PackageManager, name: string): boolean {
  return buildTools[manager].has(name) || (versionedBuildTools.test(name) && !versionedExceptions.test(name));
}

/** Official images that contain a compiler, for builds: https://github.com/docker-library/official-images (2026-11). */
const buildImages: ReadonlySet<string> = new Set('buildpack-deps gcc golang gradle haskell maven rust sbt swift'.split(' '));

/** Whether an official image is made to build programs. */
export function isBuildImage(repository: string): boolean {
  return buildImages.has(repository);
}

/** Packages that contain or depend on a compiler of any language: at least tens of megabytes. */
const compilers = /^(?:build-essential|build-base|alpine-sdk|gcc|g\+\+|clang|llvm|gfortran|golang|go|rustc?|cargo|cython)(?:-[\w.+-]+)?$/;

/** Whether removing the package reduces the image size considerably. */
export function isCompilerPackage(name: string): boolean {
  return compilers.test(name);
}

/**
 * Run-time libraries of compiled programs that the smallest image of the distribution does not contain. Debian's image contains the C and
 * C++ libraries, Alpine's only the C library.
 */
const compilerLibraries: Readonly<Record<PackageManager, Readonly<Record<string, readonly string[]>>>> = {
  apt: { gfortran: ['libgfortran5'] },
  apk: {
    'alpine-sdk': ['libstdc++'],
    'build-base': ['libstdc++'],
    cargo: ['libgcc'],
    clang: ['libstdc++'],
    'g++': ['libstdc++'],
    gfortran: ['libgfortran'],
    rust: ['libgcc'],
  },
};

/** Run-time libraries that a compiler's package depends on and that a program may load although the compiler is gone. Debian's names. */
export function librariesOfCompiler(manager: PackageManager, name: string): readonly string[] {
  return manager === 'apt' && /^(?:build-essential|gcc|g\+\+|gfortran)(?:-\d+)?$/.test(name) ? ['libgomp1', 'libgfortran5'] : [];
}

/**
 * The packages to install instead of a development package, so that programs built with it run; possibly none. Returns undefined if
 * unknown, for example because the release is unknown: then the development package itself is the safe choice.
 */
export function runtimeLibraries(manager: PackageManager, name: string, release: string | undefined): readonly string[] | undefined {
  if (Object.hasOwn(compilerLibraries[manager], name)) return compilerLibraries[manager][name];
  if (manager === 'apk') return alpineLibraries[name] ?? (isBuildOnly('apk', name) ? [] : undefined);
  return isBuildOnly('apt', name) ? [] : debianRuntimeLibraries(name, release);
}

function debianRuntimeLibraries(name: string, release: string | undefined): readonly string[] | undefined {
  const row = debianLibraries[name]?.split(' | ') ?? [];
  const libraries = row.length === 1 ? row[0] : row[debianReleases.indexOf(release ?? '')];
  return libraries === undefined || libraries === '-' ? undefined : libraries.split(' ');
}

const debianReleases = ['bullseye', 'bookworm', 'trixie'];

/**
 * Debian: what a -dev package depends on in its own version, in bullseye | bookworm | trixie, or once if all three agree; `-` if a release
 * does not have it. From the three package indexes in 2026-11, without libraries for languages other than C and C++.
 */
const debianLibraries: Readonly<Record<string, string>> = {
  'default-libmysqlclient-dev': 'libmariadb3',
  'freetds-dev': 'libct4 libsybdb5',
  'libaio-dev': 'libaio1 | libaio1 | libaio1t64',
  'libargon2-dev': 'libargon2-1',
  'libasound2-dev': 'libasound2 | libasound2 | libasound2t64',
  'libblas-dev': 'libblas3',
  'libbz2-dev': 'libbz2-1.0',
  'libcairo2-dev': 'libcairo2 libcairo-gobject2',
  'libcurl4-gnutls-dev': 'libcurl3-gnutls | libcurl3-gnutls | libcurl3t64-gnutls',
  'libcurl4-openssl-dev': 'libcurl4 | libcurl4 | libcurl4t64',
  'libdbus-1-dev': 'libdbus-1-3',
  'libenchant-2-dev': 'libenchant-2-2',
  'libevent-dev': 'libevent-2.1-7 libevent-openssl-2.1-7 libevent-pthreads-2.1-7 | libevent-2.1-7 libevent-openssl-2.1-7 libevent-pthreads-2.1-7 | libevent-2.1-7t64 libevent-openssl-2.1-7t64 libevent-pthreads-2.1-7t64', // prettier-ignore
  'libffi-dev': 'libffi7 | libffi8 | libffi8',
  'libfreetype-dev': 'libfreetype6',
  'libfreetype6-dev': 'libfreetype6',
  'libfribidi-dev': 'libfribidi0',
  'libgdal-dev': 'libgdal28 | libgdal32 | libgdal36',
  'libgeos-dev': 'libgeos-c1v5 | libgeos-c1v5 | libgeos-c1t64',
  'libgif-dev': 'libgif7',
  'libgit2-dev': 'libgit2-1.1 | libgit2-1.5 | libgit2-1.9',
  'libglib2.0-dev': 'libglib2.0-0 | libglib2.0-0 | libglib2.0-0t64',
  'libgmp-dev': 'libgmp10',
  'libgpgme-dev': 'libgpgme11 | libgpgme11 | libgpgme11t64',
  'libheif-dev': 'libheif1',
  'libicu-dev': 'libicu67 | libicu72 | libicu76',
  'libjansson-dev': 'libjansson4',
  'libjpeg-dev': 'libjpeg62-turbo',
  'libjpeg62-turbo-dev': 'libjpeg62-turbo',
  'liblapack-dev': 'liblapack3',
  'liblcms2-dev': 'liblcms2-2',
  'libldap-dev': '- | libldap-2.5-0 | libldap2',
  'libldap2-dev': 'libldap-2.4-2 | libldap-2.5-0 | libldap2',
  'libleveldb-dev': 'libleveldb1d',
  'liblz4-dev': 'liblz4-1',
  'liblzma-dev': 'liblzma5',
  'libmagic-dev': 'libmagic1 | libmagic1 | libmagic1t64',
  'libmagickwand-dev': 'libmagickwand-6.q16-6 | libmagickwand-6.q16-6 | libmagickwand-7.q16-10',
  'libmariadb-dev': 'libmariadb3',
  'libmemcached-dev': 'libmemcached11 libmemcachedutil2 | libmemcached11 libmemcachedutil2 | libmemcached11t64 libmemcachedutil2t64',
  'libncurses-dev': 'libncurses6 libncursesw6',
  'libncurses5-dev': 'libncurses6 libncursesw6',
  'libncursesw5-dev': 'libncurses6 libncursesw6',
  'libopenblas-dev': 'libopenblas0',
  'libopenjp2-7-dev': 'libopenjp2-7',
  'libpango1.0-dev': 'libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0',
  'libpcap-dev': 'libpcap0.8 | libpcap0.8 | libpcap0.8t64',
  'libpcre2-dev': 'libpcre2-8-0',
  'libpcre3-dev': 'libpcre3 | libpcre3 | -',
  'libpng-dev': 'libpng16-16 | libpng16-16 | libpng16-16t64',
  'libpq-dev': 'libpq5',
  'libproj-dev': 'libproj19 | libproj25 | libproj25',
  'librdkafka-dev': 'librdkafka1 librdkafka++1',
  'libreadline-dev': 'libreadline8 | libreadline8 | libreadline8t64',
  'librsvg2-dev': 'librsvg2-2',
  'libsasl2-dev': 'libsasl2-2',
  'libseccomp-dev': 'libseccomp2',
  'libsnappy-dev': 'libsnappy1v5',
  'libsndfile1-dev': 'libsndfile1',
  'libsodium-dev': 'libsodium23',
  'libsqlite3-dev': 'libsqlite3-0',
  'libssh2-1-dev': 'libssh2-1 | libssh2-1 | libssh2-1t64',
  'libssl-dev': 'libssl1.1 | libssl3 | libssl3t64',
  'libsystemd-dev': 'libsystemd0',
  'libtiff-dev': 'libtiff5 | libtiff6 | libtiff6',
  'libtiff5-dev': 'libtiff5 | libtiff6 | libtiff6',
  'libudev-dev': 'libudev1',
  'libusb-1.0-0-dev': 'libusb-1.0-0',
  'libuv1-dev': 'libuv1 | libuv1 | libuv1t64',
  'libvips-dev': 'libvips42 | libvips42 | libvips42t64',
  'libwebp-dev': 'libwebp6 libwebpdemux2 libwebpmux3 | libwebp7 libwebpdemux2 libwebpmux3 | libwebp7 libwebpdemux2 libwebpmux3',
  'libxml2-dev': 'libxml2',
  'libxslt1-dev': 'libxslt1.1',
  'libyaml-dev': 'libyaml-0-2',
  'libzmq3-dev': 'libzmq5',
  'libzstd-dev': 'libzstd1',
  'portaudio19-dev': 'libportaudio2 libportaudiocpp0',
  'unixodbc-dev': 'libodbc1 odbcinst1debian2 | libodbc2 libodbcinst2 | libodbc2 libodbcinst2',
  'uuid-dev': 'libuuid1',
  'zlib1g-dev': 'zlib1g',
};

/**
 * Alpine: the packages with the shared libraries of a -dev package. Empty if the smallest image contains them (apk itself loads OpenSSL and
 * zlib). https://pkgs.alpinelinux.org
 */
const alpineLibraries: Readonly<Record<string, readonly string[]>> = {
  'bzip2-dev': ['libbz2'],
  'cairo-dev': ['cairo'],
  'curl-dev': ['libcurl'],
  'cyrus-sasl-dev': ['libsasl'],
  'freetds-dev': ['freetds'],
  'freetype-dev': ['freetype'],
  'fribidi-dev': ['fribidi'],
  'gdal-dev': ['gdal'],
  'geos-dev': ['geos'],
  'giflib-dev': ['giflib'],
  'glib-dev': ['glib'],
  'gmp-dev': ['gmp'],
  'harfbuzz-dev': ['harfbuzz'],
  'icu-dev': ['icu-libs'],
  'imagemagick-dev': ['imagemagick', 'imagemagick-libs'],
  'jpeg-dev': ['libjpeg-turbo'],
  'krb5-dev': ['krb5-libs'],
  'lapack-dev': ['lapack'],
  'lcms2-dev': ['lcms2'],
  'leveldb-dev': ['leveldb'],
  'libexif-dev': ['libexif'],
  'libffi-dev': ['libffi'],
  'libgit2-dev': ['libgit2'],
  'libjpeg-turbo-dev': ['libjpeg-turbo'],
  'libmagic-dev': ['libmagic'],
  'libmemcached-dev': ['libmemcached-libs'],
  'libpcap-dev': ['libpcap'],
  'libpng-dev': ['libpng'],
  'libpq-dev': ['libpq'],
  'librdkafka-dev': ['librdkafka'],
  'libsodium-dev': ['libsodium'],
  'libwebp-dev': ['libwebp'],
  'libxml2-dev': ['libxml2'],
  'libxslt-dev': ['libxslt'],
  'libzmq-dev': ['libzmq'],
  'linux-pam-dev': ['linux-pam'],
  'lz4-dev': ['lz4-libs'],
  'mariadb-connector-c-dev': ['mariadb-connector-c'],
  'mariadb-dev': ['mariadb-connector-c'],
  'ncurses-dev': ['ncurses-libs'],
  'openblas-dev': ['openblas'],
  'openjpeg-dev': ['openjpeg'],
  'openldap-dev': ['libldap'],
  'openssl-dev': [],
  'pango-dev': ['pango'],
  'pcre-dev': ['pcre'],
  'pcre2-dev': ['pcre2'],
  'pixman-dev': ['pixman'],
  'postgresql-dev': ['libpq'],
  'proj-dev': ['proj'],
  'readline-dev': ['readline'],
  'snappy-dev': ['snappy'],
  'sqlite-dev': ['sqlite-libs'],
  'tcl-dev': ['tcl'],
  'tiff-dev': ['tiff'],
  'tk-dev': ['tk'],
  'unixodbc-dev': ['unixodbc'],
  'vips-dev': ['vips'],
  'xz-dev': ['xz-libs'],
  'yaml-dev': ['yaml'],
  'zeromq-dev': ['libzmq'],
  'zlib-dev': [],
  'zstd-dev': ['zstd-libs'],
};

/** Packages that indicate that an install compiles something. */
export const compilerPackages: ReadonlySet<string> = new Set(['make', 'g++', 'gcc', 'build-base', 'build-essential']);

/**
 * Packages of Debian and Ubuntu with a package manager of a language, which recommend or depend on compilers: what the programs that were
 * installed with it still need of their dependencies. https://packages.debian.org/bookworm/python3-pip, https://packages.debian.org/bookworm/npm
 */
const packageManagers: Readonly<Record<string, readonly string[]>> = {
  npm: ['nodejs'],
  'python3-pip': ['python3', 'python3-setuptools'],
  'python3-venv': ['python3'],
  'python3-virtualenv': ['python3'],
  'python3-wheel': ['python3'],
};

/** What a package with a package manager leaves when only the build runs that; undefined for other packages. */
export function withoutPackageManager(name: string): readonly string[] | undefined {
  return Object.hasOwn(packageManagers, name) ? packageManagers[name] : undefined;
}

/** System packages that bring Node.js and its package managers. */
export const nodeSystemPackages: ReadonlySet<string> = new Set(['nodejs', 'nodejs-current', 'npm', 'yarn', 'yarnpkg', 'node-gyp']);

/** Packages that only the build of a Go program needs: tools that fetch modules, generate code or compress the result. */
export const goBuildPackages: ReadonlySet<string> = new Set(
  'git mercurial subversion bzr breezy upx upx-ucl protobuf-compiler protoc protobuf-dev'.split(' '),
);

/** The same for Rust: linkers, and what crates that generate bindings or build a library of their own need. */
export const rustBuildPackages: ReadonlySet<string> = new Set(
  'git binutils mold protobuf-compiler protoc protobuf-dev libprotobuf-dev libclang-dev clang-dev perl pkg-config'.split(' '),
);

/** The same for Java, Kotlin, Scala and Clojure. */
export const javaBuildPackages: ReadonlySet<string> = new Set('git maven gradle ant leiningen sbt protobuf-compiler'.split(' '));

/** The same for .NET: what native compilation and front ends need. */
export const dotnetBuildPackages: ReadonlySet<string> = new Set('git clang zlib1g-dev nodejs npm'.split(' '));

/** The same for PHP: what Composer downloads and unpacks with, and what compiles extensions. */
export const phpBuildPackages: ReadonlySet<string> = new Set('git unzip zip re2c'.split(' '));

/** The same for C and C++. */
export const cppBuildPackages: ReadonlySet<string> = new Set('git cmake-data extra-cmake-modules scons ragel gperf unzip'.split(' '));
