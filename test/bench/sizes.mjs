// npm run bench:sizes [-- --reasons N]
// How much is known about the sizes of real Dockerfiles before their builds, without their build contexts; and how good estimates are for real
// installs that set no constant. `--reasons N`: the N most frequent
// reasons of RUN instructions without a size.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { bundleOf } from '../support/bundle.mjs';
import { row } from './measure.mjs';

const { values } = parseArgs({ options: { reasons: { type: 'string', default: '0' } } });
const { copyIntervals, sizeCoverage, sizeErrors } = await import(pathToFileURL(await bundleOf('bench/sizes.ts')).href);
const percent = (part, all) => `${part} of ${all}, ${((part / all) * 100).toFixed(1)} %`;

const { runs, known, large, finals, complete, narrow, reasons } = sizeCoverage();
console.log(row('RUN instructions with a size', percent(known, runs)));
console.log(row('  of a megabyte or more', percent(large, runs)));
console.log(row('final images with a total', percent(complete, finals)));
console.log(row('  with an interval narrower than 25 %', percent(narrow, finals)));
for (const [reason, count] of reasons.slice(0, Number(values.reasons))) console.log(`${String(count).padStart(6)}  ${reason}`);

console.log(
  '\nestimates and real installs: number, median and ninth tenth of the error, inside the interval, median width of the interval',
);
const share = (value) => `${(value * 100).toFixed(0)} %`;
for (const [kind, { count, median, ninth, inside, width }] of sizeErrors())
  console.log(row(kind, [count, share(median), share(ninth), share(inside), share(width)].join('\t')));
const copies = copyIntervals();
console.log(row('COPY without a build context', `${copies.count}\t${share(copies.inside)} inside\t${(copies.width / 1e6).toFixed(1)} MB wide at the median`)); // prettier-ignore
