import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editBetween, encodeTokens } from '../../../server/src/lsp/token-data.ts';
import { tokenModifiers, tokenTypes } from '../../../server/src/languages/token-legend.ts';
import type { SemanticToken } from '../../../server/src/languages/token-legend.ts';
import { LineIndex } from '../../../server/src/base/lines.ts';

/** How an editor decodes the numbers: `line:character+length type modifiers`. */
function decode(data: readonly number[]): string[] {
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines, characters, length, type, bits] = data.slice(i, i + 5) as [number, number, number, number, number];
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const modifiers = tokenModifiers.filter((_, n) => bits & (1 << n));
    found.push([`${line}:${character}+${length}`, tokenTypes[type], ...modifiers].join(' '));
  }
  return found;
}

const decoded = (text: string, tokens: readonly SemanticToken[]): string[] => decode(encodeTokens(tokens, new LineIndex(text)));

describe('encoded semantic tokens', () => {
  it('have type and modifiers of the legend, and positions relative to the token before', () => {
    const text = 'FROM 🇨🇭 AS b\n\nRUN ls ls\n';
    const at = (start: number, end: number, kind: SemanticToken['kind']): SemanticToken => ({ start, end, kind });
    const run = text.indexOf('RUN');
    expect(decoded(text, [at(0, 4, 'keyword'), at(5, 9, 'image'), at(13, 14, 'stageDeclaration'), at(run, run + 3, 'keyword'), at(run + 7, run + 9, 'command')])).toEqual([
      '0:0+4 keyword',
      '0:5+4 type',
      '0:13+1 class declaration',
      '2:0+3 keyword',
      '2:7+2 function',
    ]); // prettier-ignore
  });

  it.each(['\n', '\r\n', '\r'])('with line breaks become one token per line (%j)', (lineEnd) => {
    const text = ['x "a', '  b', '', 'c" d'].join(lineEnd);
    expect(decoded(text, [{ start: 2, end: text.length - 2, kind: 'string' }])).toEqual(['0:2+2 string', '1:0+3 string', '3:0+2 string']);
  });
});

describe('the difference of two answers', () => {
  it('is empty if nothing changed', () => {
    expect(editBetween([1, 2, 3], [1, 2, 3])).toEqual([]);
    expect(editBetween([], [])).toEqual([]);
  });

  it('is the part between the common start and the common end', () => {
    expect(editBetween([1, 2, 3, 4], [1, 2, 9, 9, 4])).toEqual([{ start: 2, deleteCount: 1, data: [9, 9] }]);
    expect(editBetween([1, 1, 1], [1, 1, 1, 1])).toEqual([{ start: 3, deleteCount: 0, data: [1] }]);
    expect(editBetween([1, 1, 1], [1])).toEqual([{ start: 1, deleteCount: 2, data: [] }]);
  });

  it('turns the first answer into the second', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 });
    fc.assert(
      fc.property(numbers, numbers, (before, now) => {
        const made = [...before];
        for (const { start, deleteCount, data = [] } of editBetween(before, now)) made.splice(start, deleteCount, ...data);
        expect(made).toEqual(now);
      }),
    );
  });
});
