import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../../../server/src/languages/dockerfile/folding.ts';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { documentOf } from '../../../support/document.ts';

/** `kind first-last`, lines counted from one. */
function folds(text: string): readonly string[] {
  const lines = new LineIndex(text);
  return foldsOf(documentOf(text)).map(({ kind, start, end }) => `${kind} ${lines.lineAt(start) + 1}-${lines.lineAt(end) + 1}`);
}

describe('folding', () => {
  it.each([
    ['a stage to its last instruction', 'FROM a\nRUN b\n\n# next\nFROM c\nRUN d\n', ['stage 1-2', 'stage 5-6']],
    ['a stage of one line is none', 'FROM a\nFROM b\n', []],
    ['a continued instruction', 'FROM a\nRUN b \\\n  && c\n', ['stage 1-3', 'instruction 2-3']],
    ['a heredoc under its line', 'FROM a\nRUN <<EOF\nb\nEOF\n', ['stage 1-4', 'instruction 2-4', 'heredoc 2-4']],
    [
      'two heredocs',
      'FROM a\nRUN cat <<A > x && cat <<B > y\n1\nA\n2\nB\nRUN c\n',
      ['stage 1-7', 'instruction 2-6', 'heredoc 2-4', 'heredoc 4-6'],
    ],
    ['neighbouring comments', '# a\n# b\n\n# c\nFROM x\n', ['comment 1-2']],
    ['indented comments too', 'FROM x\n  # a\n  # b\nRUN c\n', ['stage 1-4', 'comment 2-3']],
    ['regions', '# region one\nFROM x\n# endregion\n', ['region 1-3']],
    ['regions in regions', '#region a\n# region b\nFROM x\n#endregion\n#endregion\n', ['region 1-5', 'region 2-4']],
    ['a region that nothing closes is none', '# region a\nFROM x\n', []],
    ['the mark of a region is no comment', '# region a\n# x\n# y\n# endregion\nFROM x\n', ['region 1-4', 'comment 2-3']],
    ['an open heredoc to the end', 'FROM a\nCOPY <<EOF /x\nb\nc', ['stage 1-4', 'instruction 2-4', 'heredoc 2-4']],
    ['nothing in nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(folds(text)).toEqual(expected);
  });
});
