// npm run bench:base-images [-- --classes]
// How well the sizes of base images are known: the share of FROM lines of the corpus with a size, and the error for tags that are left out of the
// table (their closest tag is used). `--classes`: by distance of versions, to calibrate model/image-spread.ts.
import { pathToFileURL } from 'node:url';
import { bundleOf } from '../support/bundle.mjs';
import { row } from './measure.mjs';

const { coverage, leftOut, quantile } = await import(pathToFileURL(await bundleOf('bench/base-images.ts')).href);
const percent = (share) => `${(share * 100).toFixed(1)} %`;

const { images, known, exact, unknown } = coverage();
console.log(row('FROM lines of the corpus', String(images)));
console.log(row('  with a size', percent(known / images)));
console.log(row('  with the size of their own tag', percent(exact / images)));
console.log(`  most used without a size: ${unknown.slice(0, 12).join(', ')}`);

const results = leftOut();
print('tags left out of the table', results);
for (const [name, group] of Object.entries(groupBy(results, ({ isRecent }) => (isRecent ? '  data since 2022' : '  older data'))))
  print(name, group);
if (process.argv.includes('--classes')) {
  for (const [name, group] of Object.entries(groupBy(results, ({ kind }) => `  ${kind}`)).sort()) print(name, group);
}

function print(name, group) {
  const errors = group.map(({ error }) => error);
  const inside = group.filter(({ isInside }) => isInside).length / group.length;
  const widths = group.map(({ spread }) => spread);
  console.log(
    row(name, `${group.length}`) +
      `  error: median ${percent(quantile(errors, 0.5))}, p90 ${percent(quantile(errors, 0.9))}; inside ${percent(inside)}; ± median ${percent(quantile(widths, 0.5))}`,
  );
}

function groupBy(list, keyOf) {
  const groups = {};
  for (const each of list) (groups[keyOf(each)] ??= []).push(each);
  return groups;
}
