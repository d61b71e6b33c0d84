import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { deleteLines, indentationAt, insertLineAbove, lineBreakOf, lineStartAt } from '../../../server/src/base/layout.ts';

it.each([
  ['a\nb', '\n'],
  ['a\r\nb\n', '\r\n'],
  ['a\rb', '\n'],
  ['a\rb\r\nc', '\r\n'],
  ['a', '\n'],
])('the line break of %j', (text, expected) => {
  expect(lineBreakOf(text)).toBe(expected);
});

it.each([
  ['|abc', 0, ''],
  ['a\n  b|c', 2, '  '],
  ['a\r\n\tb|', 3, '\t'],
  ['a\n  |', 2, '  '],
  ['a\n b\r\t|c', 2, ' '],
  ['\ufeff a|', 1, ' '],
  ['a \ufeff b|', 0, ''],
  ['a\n\ufeff b|', 2, ''],
])('where the line of %j begins, and how', (marked, start, indentation) => {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  expect(lineStartAt(text, offset)).toBe(start);
  expect(indentationAt(text, offset)).toBe(indentation);
});

describe('lines', () => {
  it.each([
    ['a|', 'x\na'],
    ['a\n  b|c', 'a\n  x\n  bc'],
    ['a\r\n|b', 'a\r\nx\r\nb'],
    ['a\n b\r|c', 'a\n x\n b\rc'],
  ])('x above the line of %j', (marked, expected) => {
    const text = marked.replace('|', '');
    expect(applyEdits(text, [insertLineAbove(text, marked.indexOf('|'), 'x')])).toBe(expected);
  });

  it.each([
    ['a\nb[b\nc]c\nd', 'a\nd'],
    ['a\r\n [b]\r\nd', 'a\r\nd'],
    ['a\n[b]', 'a\n'],
    ['[a]\n', ''],
    ['a\rb[c]\rd\ne', 'e'],
  ])('those that the brackets in %j overlap are deleted', (marked, expected) => {
    const text = marked.replace(/[[\]]/g, '');
    const at = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 };
    expect(applyEdits(text, [deleteLines(text, at)])).toBe(expected);
  });
});
