// node scripts/ci.mjs
// What .ci/run does: installs, then runs every step, also when an earlier one failed, and adds up what the suites counted.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runAndRead, totalsIn } from './steps.mjs';

// Runs before `npm ci`: it may import nothing but Node, and neighbours that do the same.
execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * @typedef {{ script: string, args?: string[], counts?: (output: string) => Totals | undefined, mayCountNothing?: boolean }} Step
 * @typedef {{ passed: number, failed: number }} Totals
 */

/**
 * `counts`: reads the totals of an output; a step without counts as one test, passed when it exits with 0. `mayCountNothing`: it says in
 * one line what is missing on a machine that cannot run it, and is content.
 * @type {Step[]}
 */
const ciSteps = [
  { script: 'check' },
  { script: 'generate', args: ['--', '--check'] },
  { script: 'test', counts: vitestTotals },
  { script: 'test:stress', counts: totalsIn },
  { script: 'package' },
  { script: 'test:vscode', counts: totalsIn },
  { script: 'test:builds', counts: (output) => totalsIn(output) ?? vitestTotals(output), mayCountNothing: true },
];

const results = [];
for (const step of ciSteps) {
  if (!(step.script in scripts)) continue;
  const name = `npm run ${step.script}`;
  console.log(`\n==> ${name}`);
  const started = Date.now();
  const { status, output } = await runAndRead('npm', ['run', '--silent', step.script, ...(step.args ?? [])]);
  results.push({ name, seconds: (Date.now() - started) / 1000, ...totalsOf(step, status, output) });
}

console.log('');
for (const { name, seconds, passed, failed } of results) {
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(22)} ${seconds.toFixed(0).padStart(5)} s  ${passed} passed, ${failed} failed`,
  );
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;

/**
 * @param {Step} step
 * @param {number} status
 * @param {string} output
 * A step that exits with another status than 0, or ran no test where it should, has failed at least once, whatever it counted. */
function totalsOf({ counts, mayCountNothing = false }, status, output) {
  if (!counts) return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = counts(output) ?? { passed: 0, failed: 0 };
  const isFine = status === 0 && (passed > 0 || mayCountNothing);
  return { passed, failed: isFine ? failed : Math.max(1, failed) };
}

/** vitest's closing line: `Tests  2 failed | 812 passed | 3 skipped (817)`. */
function vitestTotals(output) {
  const plain = output.replace(/\u001b\[\d+m/g, '');
  const line = /^\s*Tests\s+(.*)$/m.exec(plain)?.[1];
  if (line === undefined) return undefined;
  const number = (what) => Number(new RegExp(String.raw`(\d+) ${what}`).exec(line)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') };
}
