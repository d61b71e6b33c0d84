// node scripts/ci.mjs
// What .ci/run does: installs, runs every step, even if an earlier one failed, and adds up the totals of the suites.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runAndRead, totalsIn } from './steps.mjs';

// Runs before `npm ci`: it may only import Node.js modules, and scripts that do the same.
execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * @typedef {{ script: string, args?: string[], counts?: (output: string) => Totals | undefined, mayCountNothing?: boolean }} Step
 * @typedef {{ passed: number, failed: number }} Totals
 */

/**
 * `counts`: reads the totals from the output; a step without it counts as one test, which passes if the status is 0. `mayCountNothing`: on a
 * machine that cannot run the step, it prints one line with what is missing, and passes.
 * @type {Step[]}
 */
const ciSteps = [
  { script: 'check' },
  { script: 'generate', args: ['--', '--check'] },
  { script: 'test', counts: vitestTotals },
  { script: 'test:stress', counts: totalsIn },
  { script: 'fuzz', args: ['--', '--minutes', '2'], counts: totalsIn },
  { script: 'package' },
  { script: 'test:vscode', counts: totalsIn },
  // It needs the browser that test:vscode installs, so that `test` has skipped it.
  { script: 'test:page', counts: vitestTotals, mayCountNothing: true },
  { script: 'test:engine', counts: totalsIn, mayCountNothing: true },
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
 * A step with a status other than 0, or that ran no test but should have, counts at least one failure.
 * @param {Step} step
 * @param {number} status
 * @param {string} output
 */
function totalsOf({ counts, mayCountNothing = false }, status, output) {
  if (!counts) return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = counts(output) ?? { passed: 0, failed: 0 };
  const isFine = status === 0 && (passed > 0 || mayCountNothing);
  return { passed, failed: isFine ? failed : Math.max(1, failed) };
}

/** The last line of vitest: `Tests  2 failed | 812 passed | 3 skipped (817)`. */
function vitestTotals(output) {
  const plain = output.replace(/\u001b\[\d+m/g, '');
  const line = /^\s*Tests\s+(.*)$/m.exec(plain)?.[1];
  if (line === undefined) return undefined;
  const number = (what) => Number(new RegExp(String.raw`(\d+) ${what}`).exec(line)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') };
}
