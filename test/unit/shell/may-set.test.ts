import { expect, it } from 'vitest';
import { maySet } from '../../../server/src/shell/builtins.ts';
import { scriptIn } from '../../support/script.ts';

it.each([
  ['set -eux', false],
  ['set -a', false],
  ['set -- X', false],
  ['$PROGRAM X', false],
  ['export A="$(a)" B', false],
  ['echo "$(date)"', false],
  ['read -r A', false],
  ['. ./X', true],
  ['source env', true],
  ['eval "$a"', true],
  ['export $(cat env)', true],
  ['export "$a"', true],
  ['readonly $a', true],
  ['read "$a"', true],
  ['getopts ab "$a"', true],
  ['printf -v "$a" x', true],
  ['builtin read X', true],
  ['(cd a && . ./env)', true],
  ['X=1', true],
  ['read -r A X', true],
  ['let X=1', true],
  ['for X in a; do :; done', true],
  ...['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|='].map((operator): [string, boolean] => [
    `: $((X ${operator} 1))`,
    true,
  ]),
  ...['==', '!=', '<=', '>=', '<', '>', '+', '<<'].map((operator): [string, boolean] => [`: $((X ${operator} 1))`, false]),
])('%s', (text, expected) => {
  expect(maySet(scriptIn(`RUN ${text}`), 'X')).toBe(expected);
});

it.each([
  ['read', 'REPLY'],
  ['mapfile', 'MAPFILE'],
  ['getopts ab X', 'OPTARG'],
])('%s sets %s', (text, name) => {
  expect(maySet(scriptIn(`RUN ${text}`), name)).toBe(true);
});
