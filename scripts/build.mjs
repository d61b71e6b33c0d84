// node scripts/build.mjs [--watch] [--minify]
// Bundles the extension, the language server and the command line into dist/: one bundle a host (contract: shared names).
import { context, build } from 'esbuild';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--minify');

const common = {
  bundle: true,
  minify,
  sourcemap: !minify,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.md': 'text' },
};
const node = { ...common, platform: 'node', target: 'node20' };
const web = {
  ...common,
  platform: 'browser',
  alias: { path: 'path-browserify' },
  define: { 'process.platform': '"browser"', global: 'globalThis' },
};

const bundles = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client/node.js', format: 'cjs', external: ['vscode'] },
  { ...web, entryPoints: ['client/src/web.ts'], outfile: 'dist/client/web.js', format: 'cjs', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/main/node.ts'], outfile: 'dist/server/node.js', format: 'cjs' },
  { ...web, inject: ['server/src/main/buffer.ts'], entryPoints: ['server/src/main/web.ts'], outfile: 'dist/server/web.js', format: 'iife' },
  { ...node, entryPoints: ['server/src/main/cli.ts'], outfile: 'dist/cli.js', format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
];

if (watch) for (const b of bundles) await (await context(b)).watch();
else await Promise.all(bundles.map((b) => build(b)));
