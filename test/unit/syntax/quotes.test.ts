import { describe, expect, it } from 'vitest';
import { quotedSpans } from '../../../server/src/syntax/quotes.ts';

describe('the quoted parts of a value', () => {
  it.each<[string, string, string[]]>([
    ['a "b c" \'d\'', '\\', ['"b c"', "'d'"]],
    ['"a \\" b" c', '\\', ['"a \\" b"']],
    ["'a \\' b", '\\', ["'a \\'"]],
    ['"it\'s" b', '\\', ['"it\'s"']],
    ['a \\" b', '\\', []],
    ['"C:\\x\\" b', '`', ['"C:\\x\\"']],
    ['a "b', '\\', ['"b open']],
    ['"', '\\', ['" open']],
  ])('%s', (value, escape, expected) => {
    const found = quotedSpans(value, { start: 0, end: value.length }, escape);
    expect(found.map(({ start, end, closed }) => value.slice(start, end) + (closed ? '' : ' open'))).toEqual(expected);
  });

  it('skips continuations', () => {
    const text = '"a \\\n# don"t\nb" c';
    const found = quotedSpans(text, { start: 0, end: text.length }, '\\', [{ start: 3, end: 13 }]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['"a \\\n# don"t\nb"']);
  });
});
