import { describe, expect, it } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { check, ruleOf } from '../../support/rules.ts';

function reported(copies: string, files: string, more: Partial<ContextSnapshot> = {}): number {
  const known = readContextBlock(files.split(' ').join('\n')) as External<ContextSnapshot> & { readonly state: 'known' };
  const context = { state: 'known', value: { ...known.value, ...more } } as const;
  return check(`FROM alpine:3.22\n${copies}\n`, { context, rules: [ruleOf('copy-source-missing')] }).findings.length;
}

describe('a guessed context folder', () => {
  it.each([
    ['COPY gone.py /', 'other.txt', 0],
    ['COPY gone.py /\nCOPY . /', 'other.txt', 0],
    ['COPY src/*.py /', 'other.txt', 0],
    ['COPY gone.py /\nCOPY other.txt /', 'other.txt', 1],
    ['COPY src/*.py /\nCOPY other.txt /', 'other.txt', 1],
    // a glob may also match in a parent folder
    ['COPY gone/ /\nCOPY ./*.txt /', 'other.txt', 0],
    // most sources are elsewhere
    ['COPY gone.py gone.txt gone.c /\nCOPY other.txt /', 'other.txt', 0],
    ['COPY gone.py gone.txt /\nCOPY other.txt /', 'other.txt', 2],
    ['COPY gone.py a.txt /\nCOPY other.txt /', 'other.txt a.txt', 1],
    // a similar name counts like an existing one
    ['COPY othr.txt /', 'other.txt', 1],
  ])('%j with %s: %i', (copies, files, count) => {
    expect(reported(copies, files, { isGuessed: true })).toBe(count);
  });
});

it.each([
  ['COPY php/start.sh /\nCOPY other.txt /', 0],
  ['COPY other/start.sh /\nCOPY other.txt /', 1],
  ['COPY php/gone.sh /\nCOPY other.txt /', 1],
])('the parent of a guessed folder is the context: %j', (copies, count) => {
  expect(reported(copies, 'start.sh other.txt', { isGuessed: true, root: '/srv/php' })).toBe(count);
  expect(reported(copies, 'start.sh other.txt', { root: '/srv/php' })).toBe(1);
});

it.each([
  ['known', {}, 'error'],
  ['guessed', { isGuessed: true }, 'info'],
] as const)('the severity, if the context folder is %s', (_, more, severity) => {
  const known = readContextBlock('other.txt') as External<ContextSnapshot> & { readonly state: 'known' };
  const context = { state: 'known', value: { ...known.value, ...more } } as const;
  const { findings } = check('FROM alpine:3.22\nCOPY gone.py /\nCOPY other.txt /\n', { context, rules: [ruleOf('copy-source-missing')] });
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});

it.each([
  ['is truncated', { truncated: true }],
  ['has a symbolic link in the path', { entries: [{ path: 'src', kind: 'symlink', size: 3 }] }],
] as const)('reports nothing if the listing %s', (_, more) => {
  expect(reported('COPY src/gone.py /', 'a.txt', more)).toBe(0);
});

it.each([{ state: 'pending' } as const])('reports nothing while the context is $state', (context) => {
  expect(check('FROM alpine:3.22\nCOPY gone.py /\n', { context, rules: [ruleOf('copy-source-missing')] }).findings).toEqual([]);
});
