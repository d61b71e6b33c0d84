import { describe, expect, it } from 'vitest';
import { covers } from '../../../server/src/context/dockerignore/covers.ts';
import { ignoreEffects } from '../../../server/src/context/dockerignore/effects.ts';
import { readIgnoreFile } from '../../../server/src/context/dockerignore/patterns.ts';
import { EntryTree } from '../../../server/src/context/entry-tree.ts';

/** Files of ten bytes each. */
function effectsOf(text: string, paths: string): { lines: string[]; sent: string } {
  const tree = new EntryTree(paths.split(' ').map((path) => ({ path, kind: 'file', size: 10 })));
  const { patterns, sent } = ignoreEffects(readIgnoreFile(text), tree);
  const lines = [...patterns].map(([{ text: pattern }, { files, bytes }]) => `${pattern} ${files} ${bytes}`);
  return { lines, sent: `${sent.files} ${sent.bytes}` };
}

describe('the files that each line includes or excludes', () => {
  it.each<[string, string, readonly string[], string]>([
    ['*.md', 'a.md b.md c.txt', ['*.md 2 20'], '1 10'],
    ['*.md\n!a.md', 'a.md b.md c.txt', ['*.md 1 10', '!a.md 1 10'], '2 20'],
    // The builder does not read an excluded folder: the later line has no effect there.
    ['docs\n**/*.md', 'docs/a.md docs/b.txt c/d.md', ['docs 2 20', '**/*.md 1 10'], '0 0'],
    ['docs\n!docs/a.md', 'docs/a.md docs/b.txt', ['docs 1 10', '!docs/a.md 1 10'], '1 10'],
    ['!docs/a.md\ndocs', 'docs/a.md docs/b.txt', ['!docs/a.md 0 0', 'docs 2 20'], '0 0'],
    ['', 'a b', [], '2 20'],
    ['gone', 'a', ['gone 0 0'], '1 10'],
  ])('%j of %s', (text, paths, lines, sent) => {
    expect(effectsOf(text, paths)).toEqual({ lines, sent });
  });
});

describe('one pattern matches everything that another matches', () => {
  it.each([
    ['docs', 'docs', true],
    ['docs/', './docs', true],
    ['docs', 'docs/a/*.md', true],
    ['docs/a', 'docs', false],
    ['*', 'a/**/b', true],
    ['**', '*.md', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/README.md', false],
    ['**/*.md', '*.md', true],
    ['**/*.md', 'docs/*.md', true],
    ['**/node_modules', 'web/node_modules/x/*.js', true],
    ['a*', 'a*b', false],
    ['[ab]', 'a', true],
    ['..', '../a', false],
    ['doc', 'docs', false],
    ['*', '../a', false],
    ['**', '.', false],
    ['../a', '../a', false],
    ['?', 'a', true],
    ['?', '\\\\a', false],
    ['**/a', 'ba', false],
    ['**/a', 'b/a', true],
  ])('%s of %s: %s', (outer, inner, expected) => {
    const [a, b] = readIgnoreFile(`${outer}\n${inner}`).patterns;
    expect(covers(a!, b!)).toBe(expected);
  });
});
