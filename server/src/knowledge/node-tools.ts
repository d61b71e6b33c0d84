/** Programs in node_modules/.bin whose name differs from the name of their npm package. From the manifests of the packages. */
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

/** The npm package that contains a program. */
export function packageOfNodeTool(program: string): string {
  return Object.hasOwn(packages, program) ? packages[program]! : program;
}

/** Tools that only check: nothing reads their output. */
export const checkingTools: ReadonlySet<string> = new Set(
  'biome eslint jest mocha oxlint prettier stylelint tap tslint vitest vue-tsc xo'.split(' '),
);

/** Packages that are installed globally for builds, not for run time. */
export const globalBuildTools: ReadonlySet<string> = new Set(
  `@angular/cli @nestjs/cli @vue/cli corepack esbuild grunt grunt-cli gulp gulp-cli lerna node-gyp npm nx parcel pnpm rollup sass
  turbo typescript vite webpack webpack-cli yarn`.split(/\s+/),
);

/** Tools whose `<name>.config.js` is not read at run time, unless the container starts the tool. */
export const configuredBuildTools: ReadonlySet<string> = new Set(
  `astro babel commitlint craco cypress esbuild eslint jest karma lint-staged next nuxt playwright postcss prettier release rollup rspack
  stylelint svelte swc tailwind tsup turbo unocss vite vitest vue wdio webpack windi`.split(/\s+/),
);

/** Packages that load TypeScript, JSX or other sources when the program starts, or resolve paths with tsconfig.json. */
export const sourceLoaders: readonly string[] =
  '@babel/node @babel/register @swc-node/register esbuild-register module-alias sucrase ts-node tsconfig-paths tsx'.split(' ');

/** Programs that serve the output of their own build and do not read the sources. */
export const frameworkServers: ReadonlySet<string> = new Set(
  '@react-router/serve @remix-run/serve @nestjs/cli astro gatsby next nuxi nuxt vite'.split(' '),
);

/**
 * Development servers, with the subcommands that start them. They compile on request, so they need the sources and all build dependencies.
 */
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
