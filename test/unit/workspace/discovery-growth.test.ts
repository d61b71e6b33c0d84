import { describe, expect, it } from 'vitest';
import { finish } from '../../../server/src/base/work.ts';
import { createIgnoreMatcher } from '../../../server/src/context/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../../server/src/context/dockerignore/patterns.ts';
import { readData } from '../../../server/src/manifests/formats/data.ts';
import { readBakeHcl } from '../../../server/src/workspace/discovery/bake.ts';
import { readCompose } from '../../../server/src/workspace/discovery/compose.ts';
import { evidenceIn } from '../../../server/src/workspace/discovery/sources.ts';

/** Milliseconds of CPU time: other programs do not count. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const lines = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
const mergeBomb = lines(30, (i) => `x-a${i + 1}: &a${i + 1}\n  <<: [${'*aN, '.replace('N', String(i)).repeat(9)}]\n  k${i}: v`);

describe('the time to read hostile files stays short', () => {
  it.each<[name: string, work: () => unknown]>([
    ['"${" without an end in a bake file', () => finish(readBakeHcl(`target "a" {\n  context = "${'${'.repeat(40_000)}"\n}\n`))],
    ['comments without an end in a bake file', () => finish(readBakeHcl('/* a\n'.repeat(25_000)))],
    ['heredocs without an end in a bake file', () => finish(readBakeHcl(lines(20_000, (i) => `<<E${i}`)))],
    ['comments without an end in JSON', () => readData(`{ "a": 1, ${'/* '.repeat(40_000)}`)],
    [
      'merges of merges in a compose file',
      () => finish(readCompose(`x-a0: &a0\n  k: v\n${mergeBomb}services:\n  s:\n    <<: *a30\n    build: .\n`)),
    ],
    ['aliases in a compose file', () => finish(readCompose(`x: &x\n  build: .\nservices:\n${lines(4000, (i) => `  s${i}: *x`)}`))],
    [
      'docker build lines in a script',
      () =>
        finish(
          evidenceIn(
            'build.sh',
            lines(6000, (i) => `docker build d${i}`),
            () => true,
          ),
        ),
    ],
    [
      'lines of an ignore file',
      () => {
        const decide = createIgnoreMatcher(readIgnoreFile(lines(50_000, (i) => (i % 2 === 0 ? `a/b${i}` : `**/temp${i}*`))).patterns);
        for (let i = 0; i < 2000; i++) decide(`d${i % 40}/file${i}`);
      },
    ],
  ])('%s', (_, work) => {
    expect(cpuOf(work)).toBeLessThan(3000);
  });
});

describe('what is read stays the same', () => {
  it('a merge counts after the own keys, the first merge before the second', () => {
    const data = readData('a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc:\n  <<: [*a, *b]\n  x: 3\n');
    expect(data?.get('c')?.entries.map(([key, value]) => [key, value.text])).toEqual([['x', '3'], ['y', '1'], ['z', '2']]); // prettier-ignore
  });

  it('an alias is the last node before it with its anchor', () => {
    const data = readData('a: &n 1\nb: *n\nc: &n 2\nd: *n\ne: *unknown\n');
    expect(['b', 'd', 'e'].map((key) => data?.get(key)?.text)).toEqual(['1', '2', undefined]);
  });

  it('a map that merges itself ends', () => {
    expect(
      readData('a: &a\n  <<: *a\n  x: 1\n')
        ?.get('a')
        ?.entries.map(([key]) => key),
    ).toEqual(['x']);
  });

  it('the last matching line decides, whatever kind of pattern it is', () => {
    const patterns = ['*.md', 'docs', '!docs/a.md', '**/node_modules', 'a/b', '!a/b', 'a/b/c*', '?', '**', '!src/**/keep.txt', 'src/x'];
    const paths = ['a', 'a/b', 'a/b/cd', 'docs', 'docs/a.md', 'docs/b.md', 'x.md', 'y/node_modules/z', 'src', 'src/x', 'src/a/keep.txt', 'src/keep.txt', 'src/x/keep.txt']; // prettier-ignore
    for (let size = 1; size <= patterns.length; size++) {
      const read = readIgnoreFile(patterns.slice(0, size).join('\n')).patterns;
      const single = read.map((pattern) => createIgnoreMatcher([pattern]));
      const expected = (path: string): string | undefined => read.findLast((_, i) => single[i]!(path))?.text;
      const decide = createIgnoreMatcher(read);
      for (const path of paths) expect([path, decide(path)?.text]).toEqual([path, expected(path)]);
    }
  });
});

describe('a long file is read in steps, so that the server answers in between', () => {
  it.each([
    ['compose.yaml', `services:\n${lines(2500, (i) => `  s${i}:\n    build: ./d${i}`)}`],
    ['build.sh', lines(5000, (i) => `docker build d${i}`)],
    ['Makefile', `all:\n${lines(5000, (i) => `\tdocker build d${i}`)}`],
    ['.github/workflows/a.yml', `jobs:\n  a:\n    steps:\n${lines(2500, (i) => `      - run: docker build d${i}`)}`],
    ['package.json', `{ "scripts": {\n${lines(2500, (i) => `"s${i}": "docker build d${i}",`)} } }`],
  ])('%s', (path, text) => {
    const work = evidenceIn(path, text, () => true);
    let steps = 1;
    let step = work.next();
    for (; !step.done; step = work.next()) steps++;
    expect(step.value.length).toBeGreaterThan(2000);
    expect(steps).toBeGreaterThan(20);
  });
});
