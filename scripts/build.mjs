// node scripts/build.mjs [client] [server] [cli] [--watch] [--minify]
// Bundles the extension, the language server and the command line tool into dist/: one bundle per host.
// Without names: all of them.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, context, transform } from 'esbuild';
import { noticesFor } from './notices.mjs';
import { smallDockerode } from './small-dockerode.mjs';

const args = process.argv.slice(2);
const watch = args.includes('--watch');
const minify = args.includes('--minify');
const names = args.filter((arg) => !arg.startsWith('--'));

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const define = { LAYERWISE_VERSION: JSON.stringify(version) };

const common = {
  define,
  bundle: true,
  metafile: true,
  minify,
  sourcemap: !minify,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.md': 'text' },
};
// For Node.js, yaml exports CommonJS files, which are all bundled and run on load; of its ES modules, only what is used is bundled.
const yaml = join(import.meta.dirname, '../node_modules/yaml/browser/index.js');
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', alias: { yaml } };
const web = {
  ...common,
  platform: 'browser',
  define: { ...define, 'process.platform': '"browser"', global: 'globalThis' },
};

/**
 * Several bundles that share code and load each other on demand: an engine takes longer to read code than to run the part that is needed
 * first. esbuild can only split ES modules; Node's code cache (server/src/main/code-cache.ts) and VS Code need CommonJS, so the result is
 * converted afterwards.
 */
const splitNode = {
  ...node,
  format: 'esm',
  splitting: true,
  write: false,
  sourcemap: !minify && 'inline',
  chunkNames: 'chunk-[hash]',
  plugins: [translationsFrom('../../'), smallDockerode, { name: 'commonjs', setup }],
};

/**
 * The translations are not part of the bundles for Node.js, which read the file that VS Code reads for the client: it is as large as all rules.
 * `root`: the path of the repository, or of the extension, from the folder of the bundle.
 */
function translationsFrom(root) {
  const resolved = ({ path }) => ({ path: `${root}l10n/${basename(path)}`, external: true });
  return { name: 'translations', setup: ({ onResolve }) => onResolve({ filter: /\/l10n\/bundle\.l10n\.[^/]+\.json$/ }, resolved) };
}

function setup({ onEnd, initialOptions: { target } }) {
  onEnd(async ({ outputFiles }) => {
    for (const { path, text } of outputFiles) {
      const supported = { 'dynamic-import': false }; // `import()` becomes `require`, so that the code cache sees it
      /** @type {import('esbuild').TransformOptions} */
      const options = { format: 'cjs', platform: 'node', target, minify, sourcemap: !minify, sourcefile: basename(path), supported };
      const { code, map } = await transform(withPlainExports(text), options);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, minify ? code : `${code}//# sourceMappingURL=${basename(path)}.map\n`);
      if (!minify) writeFileSync(`${path}.map`, map);
    }
  });
}

/**
 * esbuild exports with getters, which the hot paths call for each function of another bundle (measured: 3 % of an edit). Our bundles never
 * assign an exported variable again, and no bundles require each other, so that an object with the values does.
 */
function withPlainExports(text) {
  return text.replace(/^export\s*\{([^{}]*)\};?(?=\s*(?:\/\/.*\s*)?$)/m, (_, list) => {
    const members = list.split(',').map((each) => each.trim()).filter(Boolean); // prettier-ignore
    const pairs = members.map((each) => each.split(/\s+as\s+/)).map(([local, name = local]) => `${name}: ${local}`);
    return `module.exports = { __esModule: true, ${pairs.join(', ')} };`;
  });
}

const parts = {
  client: [
    { ...splitNode, entryPoints: ['client/src/node.ts', 'client/src/library.ts'], outdir: 'dist/client', external: ['vscode'] },
    { ...web, entryPoints: { page: 'client/src/page/main.ts' }, outdir: 'dist/client', format: 'iife' },
    { ...common, entryPoints: ['client/src/page/page.css'], outfile: 'dist/client/page.css' },
    { ...web, entryPoints: ['client/src/web.ts'], outfile: 'dist/client/web.js', format: 'cjs', external: ['vscode'] },
  ],
  server: [
    { ...node, entryPoints: ['server/src/main/node.ts'], outfile: 'dist/server/node.js' },
    {
      ...splitNode,
      entryPoints: {
        'node-server': 'server/src/main/node-server.ts',
        'node-services': 'server/src/main/node-services.ts',
        features: 'server/src/lsp/features/index.ts',
      },
      outdir: 'dist/server',
    },
    {
      ...web,
      entryPoints: ['server/src/main/web.ts'],
      outfile: 'dist/server/web.js',
      format: 'iife',
      inject: ['server/src/main/buffer.ts'],
    },
  ],
  cli: [
    { ...node, entryPoints: ['server/src/main/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
    {
      ...node,
      entryPoints: ['server/src/main/commands.ts'],
      outfile: 'dist/commands.js',
      supported: { 'dynamic-import': false },
      plugins: [translationsFrom('../'), smallDockerode],
    },
  ],
};

const wanted = Object.keys(parts).filter((name) => names.length === 0 || names.includes(name));

// Remove the output of other builds, which would get into the VSIX: names of shared chunks contain a hash.
for (const name of ['client', 'server']) if (wanted.includes(name)) rmSync(join('dist', name), { recursive: true, force: true });
// Data files that the server and the command line tool load on demand (server/src/knowledge/assets.ts).
rmSync('dist/data', { recursive: true, force: true });
cpSync('data', 'dist/data', { recursive: true });

const bundles = wanted.flatMap((name) => parts[name]);
if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else {
  const built = await Promise.all(bundles.map((bundle) => build(bundle)));
  // The VSIX contains the client and the server.
  if (wanted.includes('client') && wanted.includes('server')) {
    writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesFor(built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))));
  }
}
