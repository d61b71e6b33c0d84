import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../../server/src/languages/dockerfile/completion.ts';
import { documentOf } from '../../../support/document.ts';
import { english } from '../../../../server/src/base/message.ts';

const bases = ['debian:bookworm', 'debian:bookworm-slim', 'python:3.12-bookworm', 'node:22-bookworm-slim'];
const commands = ['apt-get install -y', 'apt-get install -y --no-install-recommends', 'sudo apt install'];

function packagesOf(base: string, command: string, typed: string) {
  const text = `FROM ${base}\nRUN ${command} ${typed}`;
  return completionsAt(documentOf(text), text.length, { translate: english }).items;
}

it.each([
  ["echo 'it && is' && ", true],
  ['if a; then b "c && d"; fi && ', true],
  ["echo 'open && ", false],
  ['echo \\" && ', true],
])('is found at the end of a long script: %s', (end, isFound) => {
  const items = packagesOf('debian:bookworm', `${'echo a && '.repeat(2000)}${end}apt-get install`, 'build-ess');
  expect(items.map(({ label }) => label).includes('build-essential')).toBe(isFound);
});

describe('the size of a package in a list', () => {
  it.each(bases.flatMap((base) => commands.map((command) => [base, command] as const)))('is that of its hover: %s, %s', (base, command) => {
    const items = ['build', 'gc', 'def', 'lib'].flatMap((typed) => packagesOf(base, command, typed));
    expect(items.length).toBeGreaterThan(20);
    for (const { label, detail, documentation } of items) {
      const text = String(documentation?.()).replaceAll('\u00a0', ' ');
      expect(text.includes('nothing is installed') ? 'nothing' : text, label).toContain(detail === '0 B' ? 'nothing' : ` · ${detail}`);
    }
  });

  it('includes the dependencies that the base image does not have', () => {
    const sizeOn = (base: string) =>
      packagesOf(base, 'apt-get install -y', 'build-ess').find(({ label }) => label === 'build-essential')?.detail;
    // test/unit/sizes has the same package as a measured layer
    expect(sizeOn('debian:bookworm')).toMatch(/^\d{3} MB$/);
    expect(sizeOn('gcc:13-bookworm')).toBeDefined();
    expect(sizeOn('python:3.12-bookworm')).toMatch(/^(?:0 B|\d+(?:\.\d+)? kB)$/);
  });
});
