// npm run bench:rules [-- --all]
// What an edit of a Dockerfile of 10 KB costs with each preset, and the ten rules that take most of it; `--all`: all rules. In one process,
// without the protocol.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../../scripts/steps.mjs';
import { dockerfileOf, editOffset } from './documents.mjs';
import { row } from './measure.mjs';

const count = process.argv.includes('--all') ? Infinity : 10;
// Two folders deep, as the sources: the paths of the data files are relative to them.
const bundle = path.join(root, 'dist', 'bench', 'rule-costs.mjs');
await build({
  entryPoints: [path.join(root, 'test', 'bench', 'rule-costs.ts')],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  loader: { '.md': 'text' },
  define: { LAYERWISE_VERSION: '"bench"' },
  logLevel: 'warning',
});
const { costsOfEdits } = await import(pathToFileURL(bundle).href);

const text = dockerfileOf(10 * 1024);
console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
for (const preset of ['recommended', 'all']) {
  const { edit, rules } = costsOfEdits(text, editOffset(text), preset);
  console.log(`\n${row(`an edit of 10 KB, preset ${preset}`, 'ms')}`);
  console.log(row('  CPU time without the protocol', edit.toFixed(2)));
  for (const { id, time } of rules.slice(0, count)) console.log(row(`  ${id}`, time.toFixed(3)));
}
