// node scripts/build.mjs [client] [server] [cli] [--watch] [--minify]
// Bundles the extension, the language server and the command line into dist/: one bundle a host (contract: shared names).
// Without names: all of them.
import { cpSync, readFileSync, rmSync } from 'node:fs';
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
  define: { ...define, 'process.platform': '"browser"', global: 'globalThis' },
};

/**
 * Leaves modules to bundles of their own beside this one, which are read when they are needed: an engine takes longer to read a library
 * than to run the little that is wanted first. `bundles`: the file of each by what it is imported as.
 */
function apart(bundles) {
  const resolve = ({ path }) => bundles[path] && { path: bundles[path], external: true };
  return [{ name: 'apart', setup: ({ onResolve }) => onResolve({ filter: /./ }, resolve) }];
}

const languageClient = apart({ './library.ts': './library.js' });
/** The protocol's classes must be one and the same in the bundle that greets an editor and in the one that answers it. */
const protocol = { 'vscode-languageserver/node': './protocol.js', 'vscode-languageserver': './protocol.js' };

const parts = {
  client: [
    { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client/node.js', external: ['vscode'], plugins: languageClient },
    { ...node, entryPoints: ['client/src/library.ts'], outfile: 'dist/client/library.js', external: ['vscode'] },
    { ...web, entryPoints: ['client/src/web.ts'], outfile: 'dist/client/web.js', format: 'cjs', external: ['vscode'] },
  ],
  server: [
    {
      ...node,
      entryPoints: ['server/src/main/node.ts'],
      outfile: 'dist/server/node.js',
      plugins: apart({ ...protocol, './node-services.ts': './node-services.js' }),
    },
    { ...node, entryPoints: ['server/src/main/node-services.ts'], outfile: 'dist/server/node-services.js', plugins: apart(protocol) },
    { ...node, entryPoints: ['vscode-languageserver/node'], outfile: 'dist/server/protocol.js' },
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

// Data files that the server and the command line load when they need them (server/src/knowledge/assets.ts).
rmSync('dist/data', { recursive: true, force: true });
cpSync('data', 'dist/data', { recursive: true });

const wanted = Object.keys(parts).filter((name) => names.length === 0 || names.includes(name));
const bundles = wanted.flatMap((name) => parts[name]);
if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
