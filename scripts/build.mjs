// node scripts/build.mjs [client] [server] [cli] [--watch] [--minify]
// Bundles the extension, the language server and the command line into dist/: one bundle a host (contract: shared names).
// Without names: all of them.
import { readFileSync } from 'node:fs';
import { context, build } from 'esbuild';

const args = process.argv.slice(2);
const watch = args.includes('--watch');
const minify = args.includes('--minify');
const names = args.filter((arg) => !arg.startsWith('--'));

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const define = { LAYERWISE_VERSION: JSON.stringify(version) };

const common = {
  define,
  bundle: true,
  minify,
  sourcemap: !minify,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.md': 'text' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const web = {
  ...common,
  platform: 'browser',
  alias: { path: 'path-browserify' },
  define: { ...define, 'process.platform': '"browser"', global: 'globalThis' },
};

/** Leaves the language client's library to a bundle of its own, which is loaded when the editor has started. */
const libraryApart = {
  name: 'library-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/library\.ts$/ }, () => ({ path: './library.js', external: true })),
};

const parts = {
  client: [
    { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client/node.js', external: ['vscode'], plugins: [libraryApart] },
    { ...node, entryPoints: ['client/src/library.ts'], outfile: 'dist/client/library.js', external: ['vscode'] },
    { ...web, entryPoints: ['client/src/web.ts'], outfile: 'dist/client/web.js', format: 'cjs', external: ['vscode'] },
  ],
  server: [
    { ...node, entryPoints: ['server/src/main/node.ts'], outfile: 'dist/server/node.js' },
    {
      ...web,
      entryPoints: ['server/src/main/web.ts'],
      outfile: 'dist/server/web.js',
      format: 'iife',
      inject: ['server/src/main/buffer.ts'],
    },
  ],
  cli: [{ ...node, entryPoints: ['server/src/main/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }],
};

const wanted = Object.keys(parts).filter((name) => names.length === 0 || names.includes(name));
const bundles = wanted.flatMap((name) => parts[name]);
if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
