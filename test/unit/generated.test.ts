import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('everything that is generated from the rules is up to date: registry, settings, pages', () => {
  const { stderr, status } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('docs/checks.md has a fix for at least 175 checks, and a safe one for at least 110', () => {
  const rows = readFileSync(join(root, 'docs/checks.md'), 'utf8').split('\n').filter((line) => /^\| \d/.test(line)); // prettier-ignore
  const count = (level: string): number => rows.filter((row) => row.endsWith(`| ${level} |`)).length;
  expect(rows).toHaveLength(280);
  expect(count('safe')).toBeGreaterThanOrEqual(110);
  expect(count('safe') + count('suggestion')).toBeGreaterThanOrEqual(175);
});
