// node scripts/go/collect-modules.mjs RESULTS
// Writes scripts/go/modules.tsv from what scripts/go/measure-modules.mjs has recorded in RESULTS: for each module and version its bytes in the
// module cache, those of its archive, and how many programs have it. The programs that are held out are left out, and written with their
// go.mod files and what was measured to test/unit/sizes/go-programs.tsv.
import { readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';

const results = process.argv[2];
const list = readFileSync(new URL('programs.txt', import.meta.url), 'utf8');
const heldOut = new Set(
  list
    .slice(list.indexOf('# held out'))
    .split('\n')
    .map((line) => line.split(' ', 1)[0]),
);
const programs = readdirSync(results).filter((name) => name.endsWith('.json')).sort().map((name) => ({ name, ...JSON.parse(readFileSync(path.join(results, name), 'utf8')) })); // prettier-ignore

const found = new Map();
for (const { modules } of programs.filter(({ module }) => !heldOut.has(module))) {
  for (const one of modules) {
    const key = `${one.path} ${one.version}`;
    const known = found.get(key);
    if (known) known.programs++;
    else found.set(key, { ...one, programs: 1 });
  }
}
const rows = [...found.values()].sort((a, b) => (a.path === b.path ? compare(a.version, b.version) : a.path < b.path ? -1 : 1));
write('modules.tsv', 'path\tversion\tunpacked\tzip\tprograms', rows.map((row) => [row.path, row.version, row.unpacked, row.zip, row.programs])); // prettier-ignore

const held = programs.filter(({ module, modules, tree }) => heldOut.has(module) && modules.length > 0 && tree).map((program) => {
  const file = path.join(results, 'binaries', program.name);
  const binary = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return [program.module, program.version, program.tree, binary?.binary ?? '', binary?.stripped ?? '', binary?.compiled ?? '', binary?.modules.length ?? '', program.modules.map((one) => `${one.path}@${one.version}`).join(' ')]; // prettier-ignore
}); // prettier-ignore
write('../../test/unit/sizes/go-programs.tsv', 'program\tversion\tcache\tbinary\tstripped\tcompiled\tused\tmodules', held);
console.log(`${rows.length} versions of ${new Set(rows.map((row) => row.path)).size} modules in ${programs.length - held.length} programs, ${held.length} held out`); // prettier-ignore

function write(file, head, lines) {
  writeFileSync(new URL(file, import.meta.url), [head, ...lines.map((line) => line.join('\t')), ''].join('\n'));
}

function compare(a, b) {
  return new Intl.Collator('en', { numeric: true }).compare(a, b);
}
