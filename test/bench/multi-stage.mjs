// npm run bench:multistage -- PROJECTS.tsv FOLDER [--write DIR]
// How many real projects the multi-stage conversion accepts, by stack, and why it refuses the others. PROJECTS.tsv has a header and the columns
// name, stack, should_convert (yes or no), source, dockerfile. FOLDER has one folder per project, with the project's name: its build context.
// `--write DIR`: the converted files, by name.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/steps.mjs';
import { row } from './measure.mjs';

const { values, positionals } = parseArgs({ options: { write: { type: 'string' } }, allowPositionals: true });
const [list, folder] = positionals;
if (!list || !folder) throw new Error('usage: npm run bench:multistage -- PROJECTS.tsv FOLDER [--write DIR]');
if (values.write) fs.mkdirSync(values.write, { recursive: true });

const [, ...lines] = fs.readFileSync(list, 'utf8').trim().split('\n');
const projects = lines.map((line) => {
  const [name = '', stack = '', should = '', , dockerfile = ''] = line.split('\t');
  return { name, stack, should: should === 'yes', dockerfile };
});

/** The converted file, or the reason of the refusal. */
function convert({ name, dockerfile }) {
  const cwd = path.join(folder, name);
  if (!fs.existsSync(path.join(cwd, dockerfile))) return { missing: true };
  const { status, stdout, stderr } = spawnSync('node', [path.join(root, 'dist/cli.js'), 'multistage', dockerfile, '--context', '.'], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) return { reason: stderr.split('\n')[0] };
  if (values.write) fs.writeFileSync(path.join(values.write, name), stdout);
  return { text: stdout };
}

const results = projects.map((project) => ({ ...project, ...convert(project) })).filter(({ missing }) => !missing);
const wanted = results.filter(({ should }) => should);
const accepted = (some) => `${some.filter(({ text }) => text).length} of ${some.length}`;
console.log(row('projects in the folder', `${results.length} of ${projects.length}`));
console.log(row('accepted of those that should be', accepted(wanted)));
console.log(row('accepted of those that should not be', accepted(results.filter(({ should }) => !should))));
for (const stack of [...new Set(wanted.map((one) => one.stack))].sort()) {
  console.log(row(`  ${stack}`, accepted(wanted.filter((one) => one.stack === stack))));
}
console.log('\nrefused although they should be converted');
for (const { name, reason } of wanted.filter(({ text }) => !text)) console.log(`  ${name}: ${reason}`);
