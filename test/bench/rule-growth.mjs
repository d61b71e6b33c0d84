// npm run bench:rule-growth [-- RULE]
// Lists the rules that are slow on one of their own cases, repeated to 12 and to 48 kB, or take more than linear time for it. In one process,
// without the protocol. Exits with status 1 if there are any.
import { pathToFileURL } from 'node:url';
import { bundleOf } from '../support/bundle.mjs';
import { ms, row } from './measure.mjs';

/** Milliseconds that are too many for one rule, and how much slower it may be for four times the text. */
const limits = { time: 1000, growth: 8, counted: 400 };

const { growthOfRules } = await import(pathToFileURL(await bundleOf('bench/rule-growth.ts')).href);
const isTooSlow = ({ small, large }) => large > limits.time || (large > limits.counted && large / Math.max(small, 1) > limits.growth);
console.log(row('CPU time of one rule', '12 kB', '48 kB', 'ratio'));
let tried = 0;
for (const found of growthOfRules(process.argv[2])) {
  tried++;
  if (!isTooSlow(found)) continue;
  process.exitCode = 1;
  console.log(row(`  ${found.rule}: ${found.title}`, ms(found.small), ms(found.large), (found.large / found.small).toFixed(1)));
}
console.log(`${tried} texts`);
