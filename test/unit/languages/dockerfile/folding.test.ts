import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../../../server/src/languages/dockerfile/folding.ts';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { documentOf } from '../../../support/document.ts';

/** `kind first-last` with one-based lines. */
function folds(text: string): readonly string[] {
  const lines = new LineIndex(text);
  return foldsOf(documentOf(text)).map(({ kind, start, end }) => `${kind} ${lines.lineAt(start) + 1}-${lines.lineAt(end) + 1}`);
}

describe('folding', () => {
  it.each([
    ['a stage up to its last instruction', 'FROM a\nRUN b\n\n# next\nFROM c\nRUN d\n', ['stage 1-2', 'stage 5-6']],
    ['no fold for a stage on one line', 'FROM a\nFROM b\n', []],
    ['a continued instruction', 'FROM a\nRUN b \\\n  && c\n', ['stage 1-3', 'instruction 2-3']],
    ['a heredoc below its first line', 'FROM a\nRUN <<EOF\nb\nEOF\n', ['stage 1-4', 'instruction 2-4', 'heredoc 2-4']],
    [
      'two heredocs',
      'FROM a\nRUN cat <<A > x && cat <<B > y\n1\nA\n2\nB\nRUN c\n',
      ['stage 1-7', 'instruction 2-6', 'heredoc 2-4', 'heredoc 4-6'],
    ],
    ['consecutive comments', '# a\n# b\n\n# c\nFROM x\n', ['comment 1-2']],
    ['indented comments', 'FROM x\n  # a\n  # b\nRUN c\n', ['stage 1-4', 'comment 2-3']],
    ['regions', '# region one\nFROM x\n# endregion\n', ['region 1-3']],
    ['nested regions', '#region a\n# region b\nFROM x\n#endregion\n#endregion\n', ['region 1-5', 'region 2-4']],
    ['no fold for an unclosed region', '# region a\nFROM x\n', []],
    ['a region marker is not part of a comment block', '# region a\n# x\n# y\n# endregion\nFROM x\n', ['region 1-4', 'comment 2-3']],
    ['an unclosed heredoc up to the end', 'FROM a\nCOPY <<EOF /x\nb\nc', ['stage 1-4', 'instruction 2-4', 'heredoc 2-4']],
    ['an empty file', '', []],
  ])('%s', (_, text, expected) => {
    expect(folds(text)).toEqual(expected);
  });
});
