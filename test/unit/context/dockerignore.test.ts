import { describe, expect, it } from 'vitest';
import { createIgnoreMatcher } from '../../../server/src/context/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../../server/src/context/dockerignore/patterns.ts';

/** What moby/patternmatcher excludes, according to the library itself. */
const samplePaths = [
  'a',
  'a/b',
  'a/b/c',
  'b',
  'b/a',
  'node_modules/x',
  'src/node_modules/y',
  'README.md',
  'docs/README.md',
  'docs/x/README.md',
  '.git/config',
  'src/main.go',
  'src/.env',
  '.env',
  'a.md',
  'x/a.md',
  'Dockerfile',
  '.dockerignore',
  'foo bar',
  '#x',
  '!x',
  'a\\b',
  'temp1/x',
  '[a]',
  'é/ü',
];
const whatMobyExcludes: readonly (readonly [ignoreFile: string, excluded: string])[] = [
  ['node_modules', 'node_modules/x'],
  ['/node_modules', 'node_modules/x'],
  ['node_modules/', 'node_modules/x'],
  ['**/node_modules', 'node_modules/x src/node_modules/y'],
  ['*', 'ALL'],
  ['**', 'ALL'],
  ['*.md', 'README.md a.md'],
  ['**/*.md', 'README.md docs/README.md docs/x/README.md a.md x/a.md'],
  ['*/*.md', 'docs/README.md x/a.md'],
  ['*.md\n!README.md', 'a.md'],
  [
    '*\n!src',
    'a a/b a/b/c b b/a node_modules/x README.md docs/README.md docs/x/README.md .git/config .env a.md x/a.md Dockerfile .dockerignore foo bar #x !x a\\b temp1/x [a] é/ü',
  ],
  [
    '*\n!src/**',
    'a a/b a/b/c b b/a node_modules/x README.md docs/README.md docs/x/README.md .git/config .env a.md x/a.md Dockerfile .dockerignore foo bar #x !x a\\b temp1/x [a] é/ü',
  ],
  [
    '**\n!src/main.go',
    'a a/b a/b/c b b/a node_modules/x src/node_modules/y README.md docs/README.md docs/x/README.md .git/config src/.env .env a.md x/a.md Dockerfile .dockerignore foo bar #x !x a\\b temp1/x [a] é/ü',
  ],
  ['!README.md\n*.md', 'README.md a.md'],
  ['docs/**/README.md', 'docs/README.md docs/x/README.md'],
  ['docs/**', 'docs/README.md docs/x/README.md'],
  ['a/**/c', 'a/b/c'],
  ['  a  ', 'a a/b a/b/c'],
  ['# c\n#x\n\\#x', '#x'],
  ['! README.md\n*.md', 'README.md a.md'],
  ['*.md\n! README.md', 'a.md'],
  ['./a', 'a a/b a/b/c'],
  ['../a', 'none'],
  ['a/../b', 'b b/a'],
  ['a//b', 'a/b a/b/c'],
  ['/', 'none'],
  ['.', 'none'],
  ['./', 'none'],
  ['?', 'a a/b a/b/c b b/a x/a.md é/ü'],
  ['temp?', 'temp1/x'],
  ['[ab]', 'a a/b a/b/c b b/a'],
  ['[^a]', 'b b/a x/a.md é/ü'],
  ['\\[a]', '[a]'],
  ['[a-', 'ERROR syntax error in pattern'],
  ['!', 'ERROR illegal exclusion pattern: "!"'],
  ['\uFEFFa', 'a a/b a/b/c'],
  ['a\r\nb\r\n', 'a a/b a/b/c b b/a'],
  ['**a', 'a a/b a/b/c b/a'],
  ['a**', 'a a/b a/b/c a.md a\\b'],
  ['src/*\n!src/.env', 'src/node_modules/y src/main.go'],
  ['.*', '.git/config .env .dockerignore'],
  ['**/.git', '.git/config'],
  ['foo bar', 'foo bar'],
  ['*/b', 'a/b a/b/c'],
  ['**/b/**', 'a/b/c b/a'],
  [
    '*\n!a/b',
    'a b b/a node_modules/x src/node_modules/y README.md docs/README.md docs/x/README.md .git/config src/main.go src/.env .env a.md x/a.md Dockerfile .dockerignore foo bar #x !x a\\b temp1/x [a] é/ü',
  ],
  ['a\n!a/b/c', 'a a/b'],
  ['é', 'é/ü'],
];

function ignored(text: string, path: string): boolean {
  return createIgnoreMatcher(readIgnoreFile(text).patterns)(path)?.negated === false;
}

describe('.dockerignore excludes what moby excludes', () => {
  it.each(whatMobyExcludes)('%j -> %s', (text, expected) => {
    const { problems } = readIgnoreFile(text);
    if (expected.startsWith('ERROR')) {
      expect(problems).toHaveLength(1);
      return;
    }
    expect(problems).toEqual([]);
    const excluded = samplePaths.filter((path) => ignored(text, path));
    if (expected === 'ALL') expect(excluded).toEqual(samplePaths);
    // Paths with a blank in them make the table's cells ambiguous to split: put together what was found instead.
    else expect(excluded.join(' ') || 'none').toBe(expected);
  });
});

// moby/patternmatcher v0.6, compile() and match(): these characters have no meaning to it, `**` first and no slash behind it is "ends with".
describe('characters that are special in a regular expression', () => {
  it.each([
    ['app/(marketing)', 'app/(marketing)/page.tsx', true],
    ['app/(marketing)', 'app/marketing/page.tsx', false],
    ['c++', 'c++/a.cc', true],
    ['c++', 'ccc/a.cc', false],
    ['a|b', 'a', false],
    ['x{1}', 'x{1}', true],
    ['x{1}', 'x', false],
    ['*\n!#c', '#c', false],
    ['*\n!!c', '!c', false],
    ['a.b', 'axb', false],
    ['**b', 'x/ab', true],
    ['**b', 'x/ba', false],
    ['[a+]x', '+x', true],
    ['A', 'a', false],
  ] as const)('%j, %s: %s', (text, path, expected) => {
    expect(ignored(text, path)).toBe(expected);
  });
});

describe('the deciding line', () => {
  const text = '# all but the sources\n*\n\n!src\n  src/*.log  \n!src/keep.log\r\n**/secret\n';
  const decide = createIgnoreMatcher(readIgnoreFile(text).patterns);
  it.each([
    ['README.md', '*', 1],
    ['src', '!src', 3],
    ['src/a/b.ts', '!src', 3],
    ['src/x.log', 'src/*.log', 4],
    ['src/keep.log', '!src/keep.log', 5],
    ['src/a/secret/key', '**/secret', 6],
  ])('%s: %s in line %i', (path, pattern, line) => {
    expect(decide(path)).toMatchObject({ text: pattern, line });
  });

  it.each<[string, string[]]>([
    ['*\n\ufeff*', ['*', '\ufeff*']], // a byte order mark is only skipped at the start of the file
    ['\ufeffa', ['a']],
    ['\u0085a\u0085', ['a']], // a space for Go, but not for JavaScript
    ['!\u00a0a\t', ['!\u00a0a']],
    ['\ufeff# c\n\u2003b', ['b']],
  ])('%j has the patterns %j', (text, expected) => {
    expect(readIgnoreFile(text).patterns.map((pattern) => pattern.text)).toEqual(expected);
  });

  it('has a span without spaces and line ends', () => {
    for (const { start, end, text: written } of readIgnoreFile(text).patterns) expect(text.slice(start, end)).toBe(written);
  });

  it('does not exist for a path that no line matches, and for the root', () => {
    const one = createIgnoreMatcher(readIgnoreFile('a').patterns);
    expect(one('b')).toBeUndefined();
    expect(one('')).toBeUndefined();
  });
});

describe('lines that fail the build', () => {
  it.each([['!'], ['  !  '], ['[a-'], ['[]'], ['[-a]'], ['[b-a]'], ['a\\']])('%j', (line) => {
    const { patterns, problems } = readIgnoreFile(`x\n${line}\ny`);
    expect(patterns.map(({ text }) => text)).toEqual(['x', 'y']);
    expect(problems.map((problem) => problem.line)).toEqual([1]);
  });
});

it('a class with wildcards and brackets, which is an invalid regular expression, matches nothing', () => {
  expect(['a', '?', '(', '1'].filter((path) => ignored('[?+}1(c ]', path))).toEqual([]);
  expect(ignored('[\\*]', '*')).toBe(true);
});

it('is fast for patterns that almost match', () => {
  const start = performance.now();
  const patterns = ['*a', '**/a', '?*', '[a]*'].map((piece) => `${piece.repeat(500)}b`);
  const decide = createIgnoreMatcher(readIgnoreFile(patterns.join('\n')).patterns);
  expect(decide('a'.repeat(2000))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2000);
});

it('matches fifty thousand paths against a hundred patterns', () => {
  const patterns = Array.from({ length: 100 }, (_, i) =>
    i % 3 === 0 ? `**/name-${i}.*` : i % 3 === 1 ? `dir-${i}/sub` : `!dir-${i}/**/keep`,
  );
  const decide = createIgnoreMatcher(readIgnoreFile(patterns.join('\n')).patterns);
  const paths = Array.from({ length: 50_000 }, (_, i) => `dir-${i % 200}/sub/deep-${i % 50}/name-${i % 101}.js`);
  const excluded = paths.filter((path) => decide(path)?.negated === false);
  // By arithmetic: `dir-N/sub` takes those with N = 1, 4, ... 97 (mod 3 = 1, below 100), `name-N` those with N = 0, 3, ... 99.
  const expected = paths.filter((_, i) => (i % 200 < 100 && (i % 200) % 3 === 1) || (i % 101 < 100 && (i % 101) % 3 === 0));
  expect(excluded).toEqual(expected);
});
