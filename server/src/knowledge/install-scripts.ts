/*
 * Packages of npm with scripts that run during an install (preinstall, install, postinstall), by what those scripts read. From the
 * package.json and the scripts of each package, 2026-11.
 */

/** A package whose install script reads files of the project that depends on it. */
export interface ProjectReadingPackage {
  /** Patterns of the files, relative to the project. Without such a file the script does nothing. */
  readonly files: readonly string[];
  /** The first major version that has no such script any more. */
  readonly until?: number;
}

export const projectReadingPackages: ReadonlyMap<string, ProjectReadingPackage> = new Map([
  // prisma generate. https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/generating-prisma-client
  ['@prisma/client', { files: ['**/*.prisma', 'prisma.config.*'], until: 7 }],
  // https://pptr.dev/guides/configuration
  ['puppeteer', { files: ['.puppeteerrc*', 'puppeteer.config.*', '.config/puppeteerrc*'] }],
  // svelte-kit sync
  ['@sveltejs/kit', { files: ['svelte.config.*'], until: 2 }],
  // Analyzes the workspace.
  ['nx', { files: ['nx.json', 'workspace.json', 'project.json'] }],
  // https://mswjs.io/docs/cli/init: copies the worker into the folder that package.json names.
  ['msw', { files: ['**/mockServiceWorker.js'] }],
  ['lefthook', { files: ['lefthook.*', '.lefthook.*'] }],
  ['@evilmartians/lefthook', { files: ['lefthook.*', '.lefthook.*'] }],
  ['simple-git-hooks', { files: ['.simple-git-hooks.*', 'simple-git-hooks.*'] }],
  ['husky', { files: ['.huskyrc*', 'husky.config.*'], until: 5 }],
  ['patch-package', { files: ['patches/**'] }],
]);

/** Packages whose install scripts compile or download the package itself, or print a message, and read no files of the project. */
export const selfContainedPackages: ReadonlySet<string> = new Set(
  `@apollo/protobufjs @biomejs/biome @bufbuild/buf @datadog/native-metrics @datadog/pprof @firebase/util @nestjs/core @parcel/watcher
  @prisma/engines @sentry/cli @sentry/profiling-node @swc/core @tensorflow/tfjs-node argon2 aws-crt bcrypt better-sqlite3 bufferutil canvas
  chromedriver classic-level core-js core-js-pure cpu-features cwebp-bin cypress deasync detox ejs electron electron-winstaller es5-ext
  esbuild farmhash fsevents geckodriver gifsicle grpc hiredis iconv isolated-vm jpegtran-bin keytar kerberos leveldown libpq lmdb
  microtime mongodb-memory-server mozjpeg msgpackr-extract ngrok node-pty node-rdkafka node-sass nodegit nodemon onnxruntime-node
  optipng-bin oracledb phantomjs-prebuilt pngquant-bin prisma protobufjs re2 secp256k1 segfault-handler serialport
  sharp sodium-native sqlite3 ssh2 styled-components tree-sitter ttf2woff2 unix-dgram unrs-resolver usb utf-8-validate
  vue-demi workerd zeromq zlib-sync`.split(/\s+/),
);
