import { expect, it } from 'vitest';
import { plainWordsOf, quoteWord, quoteWords, readCommandLine, withoutIndent } from '../../../server/src/shell/command-line.ts';

it.each<[string, readonly string[] | undefined]>([
  ['a', ['a']],
  ['a  b\tc', ['a', 'b', 'c']],
  ['a "b c" \'d e\' f\\ g', ['a', 'b c', 'd e', 'f g']],
  ['a ""', ['a', '']],
  ['', undefined],
  ['A=1', undefined],
  ['A=1 b', undefined],
  ['a > b', undefined],
  ['a 2>&1', undefined],
  ['a $B', undefined],
  ['a "$B"', undefined],
  ['a *.txt', undefined],
  ['a `b`', undefined],
  ['a && b', undefined],
  ['a; b', undefined],
  ['a | b', undefined],
  ['a &', undefined],
  ['(a)', undefined],
  ['{ a; }', undefined],
  ['if a; then b; fi', undefined],
  ['a # b', undefined],
  ['a "b', undefined],
])('the words of %j: %j', (text, expected) => {
  expect(plainWordsOf(text)).toEqual(expected);
});

it.each([
  ['a', 'a'],
  ['/a-b_c.d:e@f%g+h,i=j^', '/a-b_c.d:e@f%g+h,i=j^'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", String.raw`'it'\''s'`],
  ['$A', "'$A'"],
  ['a;', "'a;'"],
  ['a"b', `'a"b'`],
  ['*', "'*'"],
  ['~', "'~'"],
  ['#', "'#'"],
])('%j is quoted as %j', (word, expected) => {
  expect(quoteWord(word)).toBe(expected);
  expect(plainWordsOf(quoteWords(['x', word]))).toEqual(['x', word]);
});

it.each([
  ['a    b', 'a b'],
  ['a\t\tb', 'a b'],
  ['a \t b', 'a b'],
  ['a b', 'a b'],
  ['a "b    c"   d', 'a "b    c" d'],
  ["a 'b    c'   d", "a 'b    c' d"],
  ['a "b \\"   c"   d', 'a "b \\"   c" d'],
])('%j without indentation: %j', (text, expected) => {
  expect(withoutIndent(text)).toBe(expected);
});

it('the same text is parsed once', () => {
  expect(readCommandLine('a b')).toBe(readCommandLine('a b'));
});
