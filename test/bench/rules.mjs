// npm run bench:rules [-- --all]
// What an edit of a Dockerfile of 10 KB costs with each preset, and the ten rules that take most of it; `--all`: all rules. In one process,
// without the protocol.
import { pathToFileURL } from 'node:url';
import { bundleOf } from '../support/bundle.mjs';
import { dockerfileOf, editOffset } from './documents.mjs';
import { row } from './measure.mjs';

const count = process.argv.includes('--all') ? Infinity : 10;
const { costsOfEdits } = await import(pathToFileURL(await bundleOf('bench/rule-costs.ts')).href);

const text = dockerfileOf(10 * 1024);
console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
for (const preset of ['recommended', 'all']) {
  const { edit, rules } = costsOfEdits(text, editOffset(text), preset);
  console.log(`\n${row(`an edit of 10 KB, preset ${preset}`, 'ms')}`);
  console.log(row('  CPU time without the protocol', edit.toFixed(2)));
  for (const { id, time } of rules.slice(0, count)) console.log(row(`  ${id}`, time.toFixed(3)));
}
