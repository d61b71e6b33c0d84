/** Programs that a package of npm puts into node_modules/.bin under another name than its own. From the packages' own manifests. */
const packages: Readonly<Record<string, string>> = {
  babel: '@babel/cli',
  'babel-node': '@babel/node',
  craco: '@craco/craco',
  dotenv: 'dotenv-cli',
  dotenvx: '@dotenvx/dotenvx',
  ncc: '@vercel/ncc',
  nest: '@nestjs/cli',
  ng: '@angular/cli',
  nuxi: 'nuxt',
  'pm2-runtime': 'pm2',
  'react-router': '@react-router/dev',
  'react-router-serve': '@react-router/serve',
  remix: '@remix-run/dev',
  'remix-serve': '@remix-run/serve',
  'run-p': 'npm-run-all',
  'run-s': 'npm-run-all',
  sequelize: 'sequelize-cli',
  strapi: '@strapi/strapi',
  'svelte-kit': '@sveltejs/kit',
  swc: '@swc/cli',
  tsc: 'typescript',
  tsnd: 'ts-node-dev',
  'vue-cli-service': '@vue/cli-service',
  webpack: 'webpack-cli',
};

/** The package of npm that brings a program. */
export function packageOfNodeTool(program: string): string {
  return Object.hasOwn(packages, program) ? packages[program]! : program;
}

/** Tools that only look: what they leave behind, nothing reads. */
export const checkingTools: ReadonlySet<string> = new Set(
  'biome eslint jest mocha oxlint prettier stylelint tap tslint vitest vue-tsc xo'.split(' '),
);

/** Packages that are installed globally to build, never to serve. */
export const globalBuildTools: ReadonlySet<string> = new Set(
  `@angular/cli @nestjs/cli @vue/cli corepack esbuild grunt grunt-cli gulp gulp-cli lerna node-gyp npm nx parcel pnpm rollup sass
  turbo typescript vite webpack webpack-cli yarn`.split(/\s+/),
);

/** Tools whose `<name>.config.js` nothing reads when the container runs, unless it starts them. */
export const configuredBuildTools: ReadonlySet<string> = new Set(
  `astro babel commitlint craco cypress esbuild eslint jest karma lint-staged next nuxt playwright postcss prettier release rollup rspack
  stylelint svelte swc tailwind tsup turbo unocss vite vitest vue wdio webpack windi`.split(/\s+/),
);

/** Packages that load TypeScript, JSX or other sources when the program starts, or map paths by tsconfig.json. */
export const sourceLoaders: readonly string[] =
  '@babel/node @babel/register @swc-node/register esbuild-register module-alias sucrase ts-node tsconfig-paths tsx'.split(' ');

/** Programs that serve what their own build has made, and nothing of the sources. */
export const frameworkServers: ReadonlySet<string> = new Set(
  '@react-router/serve @remix-run/serve @nestjs/cli astro gatsby next nuxi nuxt vite'.split(' '),
);

/** Servers of the tools that build: they compile while they serve, so that they need the sources and all that builds them. */
export const developmentServers: Readonly<Record<string, readonly string[]>> = {
  astro: ['', 'dev', 'start'],
  craco: ['start'],
  gatsby: ['develop'],
  next: ['dev'],
  ng: ['serve', 's'],
  nodemon: [],
  nuxi: ['dev'],
  nuxt: ['', 'dev'],
  parcel: [''],
  'react-app-rewired': ['start'],
  'react-scripts': ['start'],
  'ts-node-dev': [],
  tsnd: [],
  vite: ['', 'dev', 'serve'],
  'vue-cli-service': ['serve'],
  'webpack-dev-server': [],
};
