import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Pair } from '../../../server/src/syntax/tree.ts';

const pairsOf = (text: string): readonly Pair[] => parse(text).instructions[0]!.pairs;
const said = (pairs: readonly Pair[]): readonly unknown[] => pairs.map(({ name, value, legacy }) => [name, value, legacy]);

describe('an ENV or LABEL with hundreds of pairs is parsed in parts', () => {
  const word = fc.constantFrom(
    'A=1',
    'B="x y"',
    "C='$B'",
    'D=${B:-a}',
    'E=a\\ b',
    '"F=g"',
    'G=',
    'H="a=b"',
    'I=a"b c"d',
    'J=http://x/?y=z',
  );
  const separator = fc.constantFrom(' ', '  ', ' \\\n  ', ' \\\n# comment\n\n', '\t');
  const parts = fc.array(fc.tuple(word, separator), { minLength: 2, maxLength: 400 });

  it('each pair is that of its own word, at its place', () => {
    fc.assert(
      fc.property(fc.constantFrom('ENV', 'LABEL', 'env'), parts, (keyword, words) => {
        const text = `${keyword} ${words.map(([written, gap], i) => (i < words.length - 1 ? written + gap : written)).join('')}\n`;
        const pairs = pairsOf(text);
        expect(said(pairs)).toEqual(words.flatMap(([written]) => said(pairsOf(`${keyword} ${written}\n`))));
        expect(pairs.map(({ start, end }) => text.slice(start, end))).toEqual(words.map(([written]) => written));
      }),
      { numRuns: 100 },
    );
  });

  it('the legacy form is one pair with any number of words', () => {
    const value = 'b '.repeat(500).trim();
    expect(said(pairsOf(`ENV A ${value}\n`))).toEqual([['A', value, true]]);
  });

  it('the parts are steps, and the result is the same', () => {
    const text = `ENV ${'A=1 '.repeat(2000)}\n`;
    const [instruction] = parse(text).instructions;
    const work = instruction!.preparePairs();
    let steps = 0;
    while (!work.next().done) steps++;
    expect(steps).toBeGreaterThan(15);
    expect(said(instruction!.pairs)).toEqual(Array.from({ length: 2000 }, () => ['A', '1', false]));
  });
});

describe('the line that closes a heredoc', () => {
  const bodyOf = (text: string): string | undefined => {
    const [heredoc] = parse(text).instructions[0]!.heredocs;
    return heredoc?.terminator && text.slice(heredoc.body.start, heredoc.body.end);
  };

  it.each([
    ['RUN <<E\na\nE\n', 'a\n'],
    ['RUN <<E\na\nE', 'a\n'],
    ['RUN <<E\r\na\r\nE\r\n', 'a\r\n'],
    ['RUN <<E\na\nE\r\r\nb\n', 'a\n'],
    ['RUN <<E\n E\n\tE\nE \nEE\nE\n', ' E\n\tE\nE \nEE\n'],
    ['RUN <<-E\n\t\tE\n', ''],
    ['RUN <<-E\n \tE\n\tE\n', ' \tE\n'],
    ['RUN <<-E\n\tE\t\nE\n', '\tE\t\n'],
    ['RUN <<E\nE\nE\n', ''],
    ['# E\nRUN <<E\na\nE\n', 'a\n'],
    ['RUN <<E\na\n\tE\n', undefined],
  ])('%j', (text, body) => {
    expect(bodyOf(text)).toBe(body);
  });
});
