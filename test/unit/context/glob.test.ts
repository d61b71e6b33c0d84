import { describe, expect, it } from 'vitest';
import { compileGlob, hasWildcard } from '../../../server/src/context/glob.ts';

// https://pkg.go.dev/path/filepath#Match and the examples of https://docs.docker.com/reference/dockerfile/#copy
describe('a Go glob', () => {
  it.each([
    ['hom*', 'home.txt', true],
    ['hom?.txt', 'home.txt', true],
    ['hom?.txt', 'hom.txt', false],
    ['*', 'a/b', false],
    ['a?b', 'a/b', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[^a-c]x', 'dx', true],
    ['arr[[]0].txt', 'arr[0].txt', true],
    ['[\\]]', ']', true],
    ['[\\-x]', '-', true],
    ['a-b', 'a-b', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['a.b+(c)|{d}$^/', 'a.b+(c)|{d}$^/', true],
    ['?', 'é', true],
    ['?', '😀', true],
    ['', '', true],
  ])('%s, %s: %s', (pattern, text, expected) => {
    expect(compileGlob(pattern)?.(text)).toBe(expected);
  });

  it.each(['[', '[]', '[^]', '[]a]', '[a', '[a-', '[a-]', '[-a]', '[b-a]', 'a\\', '[\\'])('%s has bad syntax', (pattern) => {
    expect(compileGlob(pattern)).toBeUndefined();
  });
});

it.each([
  ['a*', true],
  ['a[b]', true],
  ['a?', true],
  ['a', false],
  ['a\\*', false],
  ['a\\\\*', true],
  ['', false],
])('%s has a wildcard: %s', (source, expected) => {
  expect(hasWildcard(source)).toBe(expected);
});
