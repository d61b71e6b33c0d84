/*
 * What build tools of JavaScript projects write, in megabytes on disk. The folders are the defaults of the tools' documentation. The
 * sizes are estimates from experience, not measured: from a starter application to one with pages, images and fonts of its own.
 */

/** A folder that a build writes. */
export interface BuildOutput {
  /** Relative to the project. */
  readonly folder: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Whether only a later build reads it. */
  readonly isCache?: true;
}

export interface NodeBuildTool {
  readonly outputs: readonly BuildOutput[];
  /** The subcommands that build; undefined if every call does. */
  readonly verbs?: readonly string[];
  /** Options that name the first folder. */
  readonly options: readonly string[];
}

const one = (folder: string, low: number, likely: number, high: number): readonly BuildOutput[] => [{ folder, low, likely, high }];
const cache = (folder: string, likely: number, high: number): BuildOutput => ({ folder, low: 0, likely, high, isCache: true });

const createReactApp: NodeBuildTool = { outputs: [...one('build', 0.4, 3, 60), cache('node_modules/.cache', 8, 100)], verbs: ['build'], options: [] }; // prettier-ignore
const nuxt: NodeBuildTool = { outputs: [...one('.output', 1, 15, 150), ...one('.nuxt', 0.2, 3, 40)], verbs: ['build', 'generate'], options: [] }; // prettier-ignore
const compiler = (options: readonly string[]): NodeBuildTool => ({ outputs: one('dist', 0.001, 0.5, 20), options });

/** By program. */
export const nodeBuildTools: Readonly<Record<string, NodeBuildTool>> = {
  astro: { outputs: one('dist', 0.002, 3, 150), verbs: ['build'], options: ['--outDir'] },
  babel: compiler(['-d', '--out-dir']),
  craco: createReactApp,
  docusaurus: { outputs: [...one('build', 0.3, 6, 200), ...one('.docusaurus', 0.1, 1, 20)], verbs: ['build'], options: ['--out-dir'] },
  esbuild: compiler(['--outdir']),
  gatsby: { outputs: [...one('public', 0.5, 10, 300), cache('.cache', 20, 300)], verbs: ['build'], options: [] },
  nest: { outputs: one('dist', 0.005, 0.6, 15), verbs: ['build'], options: [] },
  next: {
    outputs: [
      ...one('.next/server', 0.5, 10, 150),
      ...one('.next/static', 0.3, 3, 60),
      { folder: '.next/cache', low: 0.1, likely: 40, high: 500, isCache: true },
    ],
    verbs: ['build'],
    options: [],
  },
  ng: { outputs: [...one('dist', 0.2, 3, 60), cache('.angular/cache', 5, 150)], verbs: ['build', 'b'], options: ['--output-path'] },
  nuxi: nuxt,
  nuxt,
  parcel: { outputs: [...one('dist', 0.01, 2, 60), cache('.parcel-cache', 10, 100)], verbs: ['build'], options: ['--dist-dir'] },
  // The browsers. https://playwright.dev/docs/browsers#managing-browser-binaries
  playwright: { outputs: one('/root/.cache/ms-playwright', 150, 650, 1700), verbs: ['install'], options: [] },
  // The client, with a query engine until version 6.
  prisma: { outputs: one('node_modules/.prisma', 0.2, 18, 90), verbs: ['generate'], options: [] },
  'react-app-rewired': createReactApp,
  'react-router': { outputs: one('build', 0.2, 2, 60), verbs: ['build'], options: [] },
  'react-scripts': createReactApp,
  remix: { outputs: one('build', 0.1, 2, 60), verbs: ['build', 'vite:build'], options: [] },
  rollup: compiler(['-d', '--dir']),
  storybook: { outputs: one('storybook-static', 3, 12, 100), verbs: ['build'], options: ['-o', '--output-dir'] },
  swc: compiler(['-d', '--out-dir']),
  tsc: compiler(['--outDir']),
  tsup: compiler(['-d', '--out-dir']),
  vite: { outputs: one('dist', 0.05, 2, 60), verbs: ['build', 'vite:build'], options: ['--outDir'] },
  vitepress: { outputs: one('.vitepress/dist', 0.3, 3, 100), verbs: ['build'], options: ['--outDir'] },
  'vue-cli-service': { outputs: [...one('dist', 0.2, 3, 60), cache('node_modules/.cache', 8, 100)], verbs: ['build'], options: ['--dest'] },
  webpack: { outputs: one('dist', 0.001, 2, 80), options: ['-o', '--output-path'] },
};

/** What Next.js adds with `output: 'standalone'`: a server with the packages that it needs. */
export const nextStandalone: BuildOutput = { folder: '.next/standalone', low: 10, likely: 45, high: 300 };

/** A build of which the tool is not known. */
export const unknownBuild: BuildOutput = { folder: 'dist', low: 0, likely: 4, high: 300 };
