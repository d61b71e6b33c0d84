// npm run bench:compare -- OTHER
// Measures this checkout and another one alternately in one run: edits, start, and the command line tool on a folder of Dockerfiles. Both
// must be built with `node scripts/build.mjs --minify`. Prints our time divided by the other's: less than 1 is faster.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTimes, editTimes, firstEdits, ms, quantile, row, startTimes } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const other = process.argv[2];
if (!other) {
  console.error('usage: npm run bench:compare -- OTHER');
  process.exit(2);
}
const folders = { before: path.resolve(other), after: root };
const builds = (file) => ({ before: path.join(folders.before, 'dist', file), after: path.join(folders.after, 'dist', file) });
const { before, after } = builds('server/node.js');
const servers = { before: [before, '--stdio'], after: [after, '--stdio'] };

console.log(row('ms', 'before', 'after', 'ratio'));
for (const kilobytes of [10, 100]) {
  const measured = await editTimes(servers, kilobytes);
  for (const q of [0.5, 0.95]) {
    print(`edit of ${kilobytes} KB, p${q * 100}`, measured, ({ later }) => quantile(later, q));
    print(`edit of ${kilobytes} KB, p${q * 100} of the first ${firstEdits}`, measured, ({ first }) => quantile(first, q));
  }
}
const measuredStarts = await startTimes(servers);
print('start to the answer of initialize, p50', measuredStarts, ({ initialized }) => quantile(initialized, 0.5));
print('start to the first diagnostics, p50', measuredStarts, ({ useful }) => quantile(useful, 0.5));

const corpus = path.resolve(process.env.LAYERWISE_CORPUS ?? path.join(root, '../shared/corpus'));
if (existsSync(corpus)) print('check of a folder', await checkTimes(builds('cli.js'), corpus), ({ times }) => Math.min(...times));
else console.log(`check of a folder: skipped, ${corpus} does not exist`);

/**
 * @param {string} name
 * @param {any} measured By the names of `servers`.
 * @param {(one: any) => number} value
 */
function print(name, { before, after }, value) {
  console.log(row(name, ms(value(before)), ms(value(after)), (value(after) / value(before)).toFixed(2)));
}
