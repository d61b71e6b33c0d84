import { describe, expect, it } from 'vitest';
import { formatDocument, formatNewLine, formatRange } from '../../../../server/src/languages/dockerfile/formatting.ts';
import { defaultFormatOptions } from '../../../../server/src/formatting/options.ts';
import type { FormatOptions } from '../../../../server/src/formatting/options.ts';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';

function format(text: string, options: Partial<FormatOptions> = {}): string {
  return applyEdits(text, formatDocument(documentOf(text), { ...defaultFormatOptions, ...options }));
}

const lines = (...text: string[]): string => text.join('\n');

describe('formatting', () => {
  const cases: readonly (readonly [what: string, before: string, after: string, options?: Partial<FormatOptions>])[] = [
    ['uppercase instructions, including AS', 'from a as b\nrun x\nonbuild copy a b\n', 'FROM a AS b\nRUN x\nONBUILD COPY a b\n'],
    ['lowercase instructions', 'FROM a AS b\nRUN x\n', 'from a as b\nrun x\n', { instructionCase: 'lower' }],
    ['letter case is kept', 'FROM a\nrun x\n', 'FROM a\nrun x\n', { instructionCase: 'keep' }],
    ['one space after the keyword', 'FROM   a\nRUN\tx  y\n', 'FROM a\nRUN x  y\n'],
    ['no leading and trailing spaces, except in comments', '  FROM a  \n  # b \nRUN x \t\n', 'FROM a\n# b \nRUN x\n'],
    ['at most one blank line', 'FROM a\n\n\n\nRUN x\n\n# b\n\n\n', 'FROM a\n\nRUN x\n\n# b\n'],
    ['no blank lines', 'FROM a\n\n\nRUN x\n', 'FROM a\nRUN x\n', { maxBlankLines: 0 }],
    ['one space between words', 'FROM a  AS\tb\nCOPY  c   d\nENV A=b  C=d\n', 'FROM a AS b\nCOPY c d\nENV A=b  C=d\n'],
    ['a blank line between stages', 'FROM a\nRUN x\n# b\nFROM b\nFROM c\n', 'FROM a\nRUN x\n\n# b\nFROM b\n\nFROM c\n'],
    ['no blank line between stages', 'FROM a\nFROM b\n', 'FROM a\nFROM b\n', { maxBlankLines: 0 }],
    ['a line break at the end', 'FROM a', 'FROM a\n'],
    ['Windows line endings are kept', 'from a\r\n\r\n\r\n\r\nrun x \\\r\n y', 'FROM a\r\n\r\nRUN x \\\r\n    y\r\n'],
    ['spaces after the escape character are removed', 'FROM a\nRUN x \\  \n    y\n', 'FROM a\nRUN x \\\n    y\n'],
    [
      'continued lines move as one block',
      lines('FROM a', 'RUN if x; then \\', '        y; \\', '      else \\', '        z; \\', '      fi', ''),
      lines('FROM a', 'RUN if x; then \\', '      y; \\', '    else \\', '      z; \\', '    fi', ''),
    ],
    ['with two spaces', 'FROM a\nRUN x \\\n        && y \\\n          z\n', 'FROM a\nRUN x \\\n  && y \\\n    z\n', { indentSize: 2 }],
    ['with tabs', 'FROM a\nRUN x \\\n    && y\n', 'FROM a\nRUN x \\\n\t&& y\n', { insertSpaces: false }],
    ['comments inside are indented with the rest', 'FROM a\nRUN x \\\n  # c\n  && y\n', 'FROM a\nRUN x \\\n    # c\n    && y\n'],
    ['comments in the first column stay there', 'FROM a\nRUN x \\\n# c\n  && y\n', 'FROM a\nRUN x \\\n# c\n    && y\n'],
    ['only comments', 'FROM a\nRUN x \\\n  # c\n', 'FROM a\nRUN x \\\n    # c\n'],
    ['all kinds of instructions', 'FROM a\nENV A=1 \\\n  B=2\nCOPY a \\\n b /c\n', 'FROM a\nENV A=1 \\\n    B=2\nCOPY a \\\n    b /c\n'],
    ['an escape character alone on its line', 'RUN \\\n\\ ', 'RUN \\\n    \\\n'],
    ['an escape character alone on its line, with spaces', 'RUN \\ \n\\ \t\n', 'RUN \\\n    \\\n'],
    ['an escape character alone on several lines', 'RUN a \\ \n\\ \n\\ \nb\n', 'RUN a \\\n    \\\n    \\\n    b\n'],
    ['an escape character alone after a comment', 'RUN a \\\n# c\n\\ \nb\n', 'RUN a \\\n    # c\n    \\\n    b\n'],
    ['an escape character alone in COPY', 'COPY a \\\r\n\\ \r\nb\n', 'COPY a \\\r\n    \\\r\n    b\r\n'],
    ['a vertical tab before an instruction and between two', '\vFROM a\n\v\n\v\nRUN b\n', 'FROM a\n\nRUN b\n'],
    [
      'a comment that is no longer left of the words, with tabs',
      'FROM a\nRUN a \\\n     # c\n        b\n',
      'FROM a\nRUN a \\\n\t # c\n\tb\n',
      { insertSpaces: false },
    ],
    ['a comment that stays left of the words', 'FROM a\nRUN a \\\n  # c\n        b\n', 'FROM a\nRUN a \\\n  # c\n    b\n'],
    ['the backtick', '# escape=`\nfrom a\nrun x `\n  y\n', '# escape=`\nFROM a\nRUN x `\n    y\n'],
  ];
  it.each(cases.map(([what, before, after, options]) => ({ what, before, after, options })))('$what', ({ before, after, options }) => {
    expect(format(before, options)).toBe(after);
    expect(format(after, options)).toBe(after);
  });

  it.each([
    ['a heredoc keeps every byte', 'FROM a\nRUN <<EOF\n  x  \n\n\n\ty \nEOF\nCOPY <<-E /a\n\t z\n\tE\n'],
    ['a quoted text on several lines', 'FROM a\nRUN echo "x \\\n   y" \\\n  && z\n'],
    ['a column that is aligned with the first line', 'FROM a\nRUN     true \\\n    &&  x \\\n    &&  y\n'],
    ['a word on several lines', 'FROM a\nRUN echo x\\\ny\n'],
    ['a value on several lines', 'FROM a\nENV A="x \\\n  y"\nLABEL b c \\\n  d\nMAINTAINER a \\\n b\n'],
    [
      'arguments that are not parsed',
      '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN powershell -Command "a `\n  b"\n',
    ],
    ['spaces after an escaped space', 'FROM a\nRUN a\\ \\  \nRUN a\n'],
    ['blank lines that keep a comment from being a directive', '\n# escape=`\nFROM a\n'],
    ['an incomplete instruction', 'FROM a\n  RNU x  \\\n y\n'],
    ['an invalid script', 'FROM a\n RUN if x; then  \\\n y\n'],
    ['an unclosed heredoc', 'FROM a\n  RUN <<EOF  \n x'],
    ['an escape character alone after a word that continues', 'FROM a\nRUN a\\\n\\ \nb\n'],
    ['a vertical tab after an escape character, which therefore does not continue the line', 'FROM a\nRUN a \\\v\nRUN b\n'],
    ['a form feed after an escape character', 'FROM a\nRUN a \\\f\nRUN b\n'],
    ['a no-break space after an escape character', 'FROM a\nRUN a \\\u00a0\nRUN b\n'],
    ['a vertical tab before an escape character', 'FROM a\nRUN a\v\\\nb\n'],
    ['a no-break space before an escape character', 'FROM a\nRUN a\u00a0\\\nb\n'],
    ['an ENV without =', 'FROM a\n  ENV   A=1 b\n'],
  ])('does not change %s', (_, text) => {
    expect(format(text)).toBe(text);
  });

  it('does not change an uppercase keyword that ends an unclosed heredoc', () => {
    const text = 'from a\nRUN <<EOF\nx\nRUN y\n';
    expect(format(text, { instructionCase: 'lower' })).toBe(text);
  });

  it('does not remove a blank line that keeps a comment from being a directive', () => {
    const text = '# syntax=docker/dockerfile:1\n\n# escape=`\nFROM a\n';
    expect(format(text, { maxBlankLines: 0 })).toBe(text);
  });

  it('of a range only changes its lines', () => {
    const text = 'from a\nrun x\nrun y\n';
    const at = text.indexOf('run x');
    expect(applyEdits(text, formatRange(documentOf(text), { start: at + 1, end: at + 2 }, defaultFormatOptions))).toBe(
      'from a\nRUN x\nrun y\n',
    );
  });
});

describe('typing a line break', () => {
  it.each([
    ['indents a continued line by one level', 'FROM a\nRUN x \\\n‸', 'FROM a\nRUN x \\\n    '],
    ['keeps the indentation of a continued line', 'FROM a\nRUN x \\\n  && y \\\n‸', 'FROM a\nRUN x \\\n  && y \\\n  '],
    ['starts a new instruction in the first column', 'FROM a\nRUN x \\\n  && y\n  ‸', 'FROM a\nRUN x \\\n  && y\n'],
    ['changes nothing in a heredoc', 'FROM a\nRUN <<EOF\n  x\n  ‸\nEOF\n', 'FROM a\nRUN <<EOF\n  x\n  \nEOF\n'],
    ['changes nothing after a comment', 'FROM a\n# x \\\n‸', 'FROM a\n# x \\\n'],
  ])('%s', (_, marked, after) => {
    const { text, offset } = readCursor(marked);
    expect(applyEdits(text, formatNewLine(documentOf(text), offset, defaultFormatOptions))).toBe(after);
  });
});
