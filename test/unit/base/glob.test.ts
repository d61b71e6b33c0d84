import { describe, expect, it } from 'vitest';
import { matchesGlob, globEnds } from '../../../server/src/base/glob.ts';
import { isNotSlash, readGlob } from '../../../server/src/base/read-glob.ts';
import type { GlobDialect } from '../../../server/src/base/read-glob.ts';

const plain: GlobDialect = { wildcard: isNotSlash, strictEscapes: false };
const go: GlobDialect = { wildcard: isNotSlash, classes: 'go', strictEscapes: true };
const moby: GlobDialect = { ...go, twoStars: 'moby' };
const shell: GlobDialect = { ...plain, classes: 'lenient', negations: '!^' };
const editorConfig: GlobDialect = { ...shell, negations: '!', twoStars: 'editorconfig', braces: true };

describe('the special characters of each dialect', () => {
  it.each<[string, GlobDialect, string, string, boolean | undefined]>([
    ['brackets are text', plain, '[ab]', '[ab]', true],
    ['brackets are text', plain, '[ab]', 'a', false],
    ['braces are text', shell, '{a,b}', '{a,b}', true],
    ['two stars are one', shell, '**', 'a/b', false],
    ['two stars are one', shell, 'a**b', 'axb', true],
    ['go: a class may match a slash', go, 'a[^x]b', 'a/b', true],
    ['go: ! does not negate', go, '[!a]', '!', true],
    ['go: an open class', go, '[a', '[a', undefined],
    ['go: a backslash at the end', go, 'a\\', 'a\\', undefined],
    ['lenient: no class matches a slash', shell, 'a[^x]b', 'a/b', false],
    ['lenient: ! negates', shell, '[!a]', 'b', true],
    ['lenient: ^ negates', shell, '[^a]', 'a', false],
    ['lenient: a bracket in first place is a member', shell, '[]a]', ']', true],
    ['lenient: an open class is text', shell, '[a', '[a', true],
    ['lenient: a backslash at the end is text', shell, 'a\\', 'a\\', true],
    ['editorconfig: ^ does not negate', editorConfig, '[^a]', '^', true],
    ['editorconfig: alternatives', editorConfig, 'a{b,c*}d', 'acxd', true],
    ['editorconfig: a number', editorConfig, 'x{3..1}', 'x2', true],
    ['editorconfig: folders in between, or none', editorConfig, 'a/**/b', 'a/b', true],
    ['editorconfig: two stars match slashes', editorConfig, 'a**b', 'a/x/b', true],
    ['moby: folders, or none', moby, '**/b', 'b', true],
    ['moby: folders, or none', moby, '**/b', 'a/x/b', true],
    ['moby: whole folders', moby, '**/b', 'ab', false],
    ['moby: anything at the end', moby, 'a/**', 'a/b/c', true],
    ['a character outside of the basic plane is one', go, '?', '😀', true],
    ['a character outside of the basic plane is one', go, '[😀-😃]x', '😂x', true],
    ['it is not two', go, '??', '😀', false],
  ])('%s: %#', (_, dialect, pattern, text, expected) => {
    const glob = readGlob(pattern, dialect);
    expect(glob && matchesGlob(glob, text)).toBe(expected);
  });
});

it('returns the offsets at which matches can end', () => {
  expect(globEnds(readGlob('a*', plain)!, 'aab/a')).toEqual([1, 2, 3]);
  expect(globEnds(readGlob('*b', plain)!, 'abb')).toEqual([2, 3]);
  expect(globEnds(readGlob('b', plain)!, 'abb', [1, 2])).toEqual([2, 3]);
  expect(globEnds(readGlob('x', plain)!, 'abb')).toEqual([]);
});

/** Patterns that almost match, and that take exponential time in a backtracking matcher. */
describe('patterns that are slow in a backtracking matcher', () => {
  const text = 'a'.repeat(2000);
  it.each<[string, GlobDialect]>([
    [`${'*a'.repeat(1000)}b`, go],
    [`${'*a'.repeat(1000)}b`, moby],
    [`${'**/'.repeat(1000)}b`, moby],
    [`${'**a'.repeat(1000)}b`, editorConfig],
    [`${'{a,*a,*}'.repeat(100)}b`, editorConfig],
    [`${'{'.repeat(20_000)}b`, { ...editorConfig, braces: false }],
    [`${'[a'.repeat(20_000)}b`, shell],
    [`${'[^b]*'.repeat(1000)}b`, shell],
    [`${'?*'.repeat(1000)}b`, shell],
    ['['.repeat(100_000), go],
    ['['.repeat(100_000), shell],
  ])('%#', (pattern, dialect) => {
    const start = performance.now();
    const glob = readGlob(pattern, dialect);
    expect(glob !== undefined && matchesGlob(glob, text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
