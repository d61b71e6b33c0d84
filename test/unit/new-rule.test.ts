import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** The files that the scripts read. */
const copied = ['scripts', 'server', 'client/src', 'l10n', 'docs', 'package.json', 'package.nls.json', 'package.nls.zh-cn.json'];
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'layerwise-new-rule-'));
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a script of the copy; returns its exit status and output. */
function run(script: string, ...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', script), ...args], { cwd: copy, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

it.each([
  [[], 'usage'],
  [['NotKebab'], 'usage'],
  [['a-rule', 'nonsense'], 'unknown category "nonsense"; use one of: correctness, cache,'],
  [['a-rule', 'cache', 'more'], 'usage'],
  [['latest-tag'], 'server/src/rules/reproducibility/latest-tag already exists'],
])('refuses %j', (args, reason) => {
  const { status, output } = run('new-rule.mjs', ...args);
  expect(status).toBe(2);
  expect(output).toContain(reason);
});

it('creates the folder of a rule, and nothing outside of it needs an edit by hand', () => {
  expect(run('new-rule.mjs', 'no-such-check', 'security')).toMatchObject({ status: 0 });
  expect(readdirSync(join(copy, 'server/src/rules/security/no-such-check')).sort()).toEqual(['cases.txt', 'rule.md', 'rule.ts']);
  expect(run('generate.mjs', '--check')).toEqual({ status: 0, output: '' });
  for (const generated of [
    'server/src/rules/catalogue.generated.ts',
    'server/src/rules/recommended.generated.ts',
    'package.json',
    'docs/rules/README.md',
    'docs/rules/no-such-check.md',
  ]) {
    expect(readFileSync(join(copy, generated), 'utf8')).toContain('no-such-check');
  }
});

it('its missing translations are warnings, and errors only for a release', () => {
  const { status, output } = run('l10n.mjs');
  expect(status).toBe(0);
  expect(output).toContain('warning: package.nls.zh-cn.json: "rules.no-such-check" of package.nls.json is not translated');
  expect(run('l10n.mjs', '--strict')).toMatchObject({ status: 1, output: output.replaceAll('warning:', 'error:') });
  expect(readFileSync(join(root, 'scripts/package.mjs'), 'utf8')).toContain("'scripts/l10n.mjs', '--strict'");
});
