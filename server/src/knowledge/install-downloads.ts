/*
 * Packages of npm whose install scripts download or compile programs, and what these have on disk. The registry does not contain them. The
 * sizes are estimates from experience, not measured; they grow with each version, so that they are wide intervals.
 */

/** What the install script of a package adds. */
export interface InstallDownload {
  /** Megabytes on disk, for Linux (x64). */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** The folder, relative to the home of the user; undefined if it is in the package itself. */
  readonly folder?: string;
  /** The first version without such a script: `major`, or `0.minor`. */
  readonly until?: number;
  /** A variable of the environment that turns it off, and the value that does (`true` if any value does). */
  readonly off?: Readonly<Record<string, string | true>>;
}

export const installDownloads: Readonly<Record<string, InstallDownload>> = {
  // Chrome for Testing and its headless shell. https://pptr.dev/guides/configuration
  puppeteer: { low: 280, likely: 480, high: 700, folder: '.cache/puppeteer', off: { PUPPETEER_SKIP_DOWNLOAD: true, PUPPETEER_SKIP_CHROMIUM_DOWNLOAD: true } }, // prettier-ignore
  // https://docs.cypress.io/app/references/advanced-installation
  cypress: { low: 350, likely: 560, high: 800, folder: '.cache/Cypress', off: { CYPRESS_INSTALL_BINARY: '0' } },
  // https://www.electronjs.org/docs/latest/tutorial/installation
  electron: { low: 150, likely: 240, high: 320, off: { ELECTRON_SKIP_BINARY_DOWNLOAD: true } },
  'phantomjs-prebuilt': { low: 60, likely: 68, high: 90 },
  chromedriver: { low: 10, likely: 18, high: 30, off: { CHROMEDRIVER_SKIP_DOWNLOAD: 'true' } },
  geckodriver: { low: 3, likely: 6, high: 12 },
  // The query and schema engines. https://www.prisma.io/docs/orm/more/under-the-hood/engines
  '@prisma/engines': { low: 15, likely: 45, high: 110 },
  // Until 0.33 with libvips in the package. https://sharp.pixelplumbing.com/install
  sharp: { low: 12, likely: 18, high: 45, until: 0.33 },
  canvas: { low: 20, likely: 45, high: 110 },
  'node-sass': { low: 2, likely: 6, high: 12 },
  bcrypt: { low: 0.1, likely: 0.4, high: 3, until: 6 },
  argon2: { low: 0, likely: 0.2, high: 3 },
  sqlite3: { low: 1.5, likely: 2.5, high: 12 },
  'better-sqlite3': { low: 1.5, likely: 2.5, high: 25 },
  '@tensorflow/tfjs-node': { low: 250, likely: 500, high: 900 },
  'ffmpeg-static': { low: 40, likely: 75, high: 90 },
  'youtube-dl-exec': { low: 3, likely: 30, high: 40 },
  ngrok: { low: 15, likely: 30, high: 60 },
  'mongodb-memory-server': {
    low: 60,
    likely: 170,
    high: 300,
    folder: '.cache/mongodb-binaries',
    off: { MONGOMS_DISABLE_POSTINSTALL: '1' },
  },
  // Compiled with node-gyp, or prebuilt.
  'node-pty': { low: 0, likely: 1, high: 5 },
  '@discordjs/opus': { low: 0.3, likely: 1, high: 10 },
  'onnxruntime-node': { low: 0, likely: 0, high: 400 },
  'isolated-vm': { low: 1, likely: 3, high: 20 },
  grpc: { low: 5, likely: 10, high: 60 },
};
