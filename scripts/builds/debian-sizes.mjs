// apt-cache dumpavail | node scripts/builds/debian-sizes.mjs
// Prints how the sizes of Debian's packages are distributed: the source of the ranges in server/src/knowledge/build-sizes.ts.
import { readFileSync } from 'node:fs';

const packages = readFileSync(0, 'utf8').split('\n\n').map((text) => Object.fromEntries([...text.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map(([, name, value]) => [name, value]))).filter((one) => one.Package && !/-(?:dbg|dbgsym|doc)$/.test(one.Package)); // prettier-ignore
const bytes = (one) => Number(one['Installed-Size'] ?? 0) * 1024;
const isOfMachine = (one) => one.Architecture === 'amd64';

const sources = new Map();
for (const one of packages.filter(isOfMachine)) {
  const source = (one.Source ?? one.Package).split(' ')[0];
  sources.set(source, (sources.get(source) ?? 0) + bytes(one));
}
show('what a source package installs', [...sources.values()]);
show('a package', packages.filter(isOfMachine).map(bytes));
show(
  'installed bytes for each byte of an archive',
  packages.filter((one) => isOfMachine(one) && Number(one.Size) > 1e6).map((one) => bytes(one) / Number(one.Size)),
);
show('a gem', packages.filter(({ Package }) => Package.startsWith('ruby-')).map(bytes));
show(
  'a PHP library',
  packages.filter((one) => one.Package.startsWith('php-') && one.Architecture === 'all' && bytes(one) > 20_000).map(bytes),
);
show(
  'a PHP extension',
  packages.filter((one) => isOfMachine(one) && /^php\d\.\d-(?!cgi|cli|common|fpm|dev|phpdbg)/.test(one.Package)).map(bytes),
);
show('a library of Erlang', packages.filter(({ Package }) => Package.startsWith('erlang-')).map(bytes));
show('a library of Haskell', packages.filter(({ Package }) => /^libghc-.*-dev$/.test(Package)).map(bytes));
show('a module of Perl', packages.filter(({ Package }) => /^lib.*-perl$/.test(Package)).map(bytes));

function show(name, values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction) => sorted[Math.round(fraction * (sorted.length - 1))];
  const text = [0.02, 0.1, 0.5, 0.9, 0.98, 0.99].map((fraction) => at(fraction).toPrecision(3)).join(' ');
  console.log(
    `${name} (${values.length}): at 2 10 50 90 98 99 %: ${text}; mean ${(values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(3)}`,
  );
}
