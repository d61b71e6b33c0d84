/** What an npm or PyPI package requires of the system at run time, in addition to what it contains. */
export interface NativeRequirements {
  /** Programs that it starts. */
  readonly programs?: readonly string[];
  /** Debian development packages that it is compiled with: it loads their libraries. */
  readonly builtAgainst?: readonly string[];
  /** Debian packages that it loads. */
  readonly packages?: readonly string[];
  /** It stores a browser or a desktop outside the application folder, so that copying the folder is not enough. */
  readonly browser?: boolean;
}

/** npm packages that do not contain everything they require, according to their installation notes. */
const npm: Readonly<Record<string, NativeRequirements>> = {
  '@playwright/test': { browser: true },
  '@prisma/client': { programs: ['openssl'] },
  cypress: { browser: true },
  electron: { browser: true },
  gm: { programs: ['convert'] },
  imagemagick: { programs: ['convert'] },
  'node-rdkafka': { builtAgainst: ['libsasl2-dev'] },
  'pg-native': { builtAgainst: ['libpq-dev'] },
  playwright: { browser: true },
  'playwright-chromium': { browser: true },
  prisma: { programs: ['openssl'] },
  'ps-tree': { programs: ['ps'] },
  puppeteer: { browser: true },
  'simple-git': { programs: ['git'] },
};

/**
 * PyPI packages without wheels, or whose wheels load libraries that they do not contain, according to their installation notes. Normalized
 * names.
 */
const pypi: Readonly<Record<string, NativeRequirements>> = {
  ansible: { programs: ['ssh'] },
  'ansible-core': { programs: ['ssh'] },
  cairocffi: { builtAgainst: ['libcairo2-dev'] },
  cairosvg: { builtAgainst: ['libcairo2-dev'] },
  'dbus-python': { builtAgainst: ['libdbus-1-dev', 'libglib2.0-dev'] },
  gdal: { builtAgainst: ['libgdal-dev'] },
  gitpython: { programs: ['git'] },
  hnswlib: { packages: ['libgomp1'] },
  lightgbm: { packages: ['libgomp1'] },
  'llama-cpp-python': { packages: ['libgomp1'] },
  mariadb: { builtAgainst: ['libmariadb-dev'] },
  mysqlclient: { builtAgainst: ['libmariadb-dev'] },
  'opencv-contrib-python': { builtAgainst: ['libglib2.0-dev'] },
  'opencv-python': { builtAgainst: ['libglib2.0-dev'] },
  nmslib: { packages: ['libgomp1'] },
  paddlepaddle: { packages: ['libgomp1'] },
  playwright: { browser: true },
  'pre-commit': { programs: ['git'] },
  psycopg: { builtAgainst: ['libpq-dev'] },
  'psycopg-c': { builtAgainst: ['libpq-dev'] },
  psycopg2: { builtAgainst: ['libpq-dev'] },
  pyaudio: { builtAgainst: ['portaudio19-dev'] },
  pycairo: { builtAgainst: ['libcairo2-dev'] },
  pycurl: { builtAgainst: ['libcurl4-openssl-dev'] },
  pyppeteer: { browser: true },
  'python-gnupg': { programs: ['gpg'] },
  'python-ldap': { builtAgainst: ['libldap2-dev', 'libsasl2-dev'] },
  'python-magic': { builtAgainst: ['libmagic-dev'] },
  uwsgi: { builtAgainst: ['libxml2-dev'] },
  wand: { builtAgainst: ['libmagickwand-dev'] },
  weasyprint: { builtAgainst: ['libpango1.0-dev'] },
};

/**
 * Crates that link a library of the system which the full `rust` image has a development package for, unless they build their own copy:
 * the `links` key and the build script of each crate. https://crates.io, https://github.com/docker-library/buildpack-deps (2026-11)
 */
const crates: Readonly<Record<string, NativeRequirements>> = {
  'curl-sys': { builtAgainst: ['libcurl4-openssl-dev'] },
  'glib-sys': { builtAgainst: ['libglib2.0-dev'] },
  libxml: { builtAgainst: ['libxml2-dev'] },
  'libsqlite3-sys': { builtAgainst: ['libsqlite3-dev'] },
  magick_rust: { builtAgainst: ['libmagickwand-dev'] },
  'mysqlclient-sys': { builtAgainst: ['libmariadb-dev'] },
  ncurses: { builtAgainst: ['libncurses-dev'] },
  'openssl-sys': { builtAgainst: ['libssl-dev'] },
  'pq-sys': { builtAgainst: ['libpq-dev'] },
};

/** Crates of applications by the crate of `crates` that they depend on: always, or with a feature whose name contains a word. */
const cratesOfFeatures: readonly { readonly crate: RegExp; readonly feature?: string; readonly links: string }[] = [
  { crate: /^(?:diesel|rocket_(?:sync_)?db_pools)$/, feature: 'postgres', links: 'pq-sys' },
  { crate: /^(?:diesel|rocket_(?:sync_)?db_pools)$/, feature: 'mysql', links: 'mysqlclient-sys' },
  { crate: /^(?:diesel|rocket_(?:sync_)?db_pools)$/, feature: 'sqlite', links: 'libsqlite3-sys' },
  { crate: /^(?:rusqlite|r2d2_sqlite|tokio-rusqlite|deadpool-sqlite|sqlite)$/, links: 'libsqlite3-sys' },
  { crate: /^(?:curl|isahc|surf)$/, links: 'curl-sys' },
];

/**
 * What a crate requires of the system at run time, if it is built with the full `rust` image. `features`: those that a manifest turns on, for a
 * crate whose own dependencies are not known; empty for a crate of a lock file. Returns undefined if nothing is known.
 */
export function crateRequirements(name: string, features: readonly string[] = []): NativeRequirements | undefined {
  if (Object.hasOwn(crates, name)) return crates[name];
  const row = cratesOfFeatures.find(
    ({ crate, feature }) => crate.test(name) && (feature === undefined || features.some((one) => one.includes(feature))),
  );
  return row && crates[row.links];
}

/** Libraries of Maven that draw text, for which the Java runtime loads fontconfig and FreeType. Their group and name, in parts. */
const drawing = /poi-ooxml|jasperreports|jfreechart|kaptcha|captcha|batik|pdfbox|flying-saucer|openhtmltopdf|thumbnailator|barbecue/;

/** What a library of Maven requires of the system at run time. `name`: `group:artifact`. Returns undefined if nothing is known. */
export function mavenRequirements(name: string): NativeRequirements | undefined {
  return drawing.test(name) ? { packages: ['fontconfig', 'libfreetype6'] } : undefined;
}

/** Gems that load a library or start a program which the slim image of Ruby does not contain, according to their installation notes. */
const gems: Readonly<Record<string, NativeRequirements>> = {
  charlock_holmes: { builtAgainst: ['libicu-dev'] },
  curb: { builtAgainst: ['libcurl4-openssl-dev'] },
  cuprite: { browser: true },
  ethon: { builtAgainst: ['libcurl4-openssl-dev'] },
  ferrum: { browser: true },
  'ffi-rzmq': { builtAgainst: ['libzmq3-dev'] },
  git: { programs: ['git'] },
  'libxml-ruby': { builtAgainst: ['libxml2-dev'] },
  mini_magick: { programs: ['convert'] },
  mysql2: { builtAgainst: ['libmariadb-dev'] },
  pg: { builtAgainst: ['libpq-dev'] },
  rmagick: { builtAgainst: ['libmagickwand-dev'] },
  'ruby-filemagic': { builtAgainst: ['libmagic-dev'] },
  'ruby-ldap': { builtAgainst: ['libldap2-dev'] },
  'ruby-vips': { builtAgainst: ['libvips-dev'] },
  sqlite3: { builtAgainst: ['libsqlite3-dev'] },
  tiny_tds: { builtAgainst: ['freetds-dev'] },
};

/** What a gem requires of the system at run time. Returns undefined if nothing is known. */
export function gemRequirements(name: string): NativeRequirements | undefined {
  return Object.hasOwn(gems, name) ? gems[name] : undefined;
}

/** What an npm package requires of the system. Returns undefined if nothing is known. */
export function npmRequirements(name: string): NativeRequirements | undefined {
  return Object.hasOwn(npm, name) ? npm[name] : undefined;
}

/** The same for PyPI. `requirement` in pip's syntax: `psycopg[binary]==3.1`. The `binary` extra contains the libraries. */
export function pypiRequirements(requirement: string): NativeRequirements | undefined {
  const [, name = '', extras = ''] = /^\s*([\w.-]+)\s*(?:\[([^\]]*)\])?/.exec(requirement) ?? [];
  if (extras.split(',').some((extra) => extra.trim() === 'binary')) return undefined;
  const normal = name.toLowerCase().replace(/[-_.]+/g, '-');
  return Object.hasOwn(pypi, normal) ? pypi[normal] : undefined;
}
