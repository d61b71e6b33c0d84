import { describe, expect, it } from 'vitest';
import { maskHeredoc } from '../../../server/src/shell/mask.ts';
import { sourceOf } from '../../../server/src/shell/source.ts';
import { lastInstruction } from '../../support/script.ts';

/** The masked text of the last instruction of a Dockerfile, after its `RUN `. */
function masked(dockerfile: string): string {
  const { source, start, body, continuations, heredocs } = lastInstruction(dockerfile);
  const back = (at: { start: number; end: number }) => ({ start: at.start - start, end: at.end - start });
  const input = { text: source, body: back(body), continuations: continuations.map(back), dialect: 'sh' as const };
  const found = sourceOf({
    ...input,
    heredocs: heredocs.map((at) => ({
      ...at,
      marker: back(at.marker),
      body: back(at.body),
      terminator: at.terminator && back(at.terminator),
    })),
  });
  expect(found.masked).toHaveLength(found.end - found.start);
  return found.masked;
}

describe('the mask keeps the offset of every character', () => {
  it.each([
    ['one line is left alone', 'RUN a b', 'a b'],
    ['a continuation the shell knows too', 'RUN a \\\n b', 'a \\\n b'],
    ['blanks behind the backslash', 'RUN a \\  \n b', 'a   \\\n b'],
    ['CRLF', 'RUN a \\\r\n b', 'a  \\\n b'],
    ['blanks and CRLF', 'RUN a \\ \r\n b', 'a   \\\n b'],
    ['a blank line inside', 'RUN a \\\n\n b', 'a  \\\n b'],
    ['a comment line inside', 'RUN a \\\n# c\n b', 'a     \\\n b'],
    ['an indented comment line inside', 'RUN a \\\n # c\n b', 'a      \\\n b'],
    ['comment lines with quotes and operators', "RUN a \\\n# don't && x\n b", `a${' '.repeat(14)}\\\n b`],
    ['a word that is continued', 'RUN ap\\\nt-get', 'ap\\\nt-get'],
    ['a word that is continued behind a comment line', 'RUN ap\\\n#xy\nt-get', 'ap\\\n\\\n\\\nt-get'],
    ['a backtick that escapes', '# escape=`\nRUN a `\n b', 'a \\\n b'],
    ['a backslash in a file that escapes with backticks', '# escape=`\nRUN a \\x `\n b\\', 'a \\x \\\n b\\'],
    ['a backtick that does not end its line', '# escape=`\nRUN a `b` `\n c', 'a `b` \\\n c'],
    ['a backslash before the last is no continuation', 'RUN a \\\\', 'a \\\\'],
    ['the flags stay out', 'RUN --mount=type=cache,target=/x \\\n a', 'a'],
  ])('%s', (_, dockerfile, expected) => {
    expect(masked(dockerfile)).toBe(expected);
  });
});

describe('the text that the shell receives of an instruction with heredocs', () => {
  it.each([
    ['a heredoc as the script', 'RUN <<EOF\na\nb\nEOF\n', 'a\nb\n'],
    ['its tabs stay, a shell skips them', 'RUN <<-EOF\n\ta\n\tEOF\n', '\ta\n'],
    ['a heredoc on a file descriptor is the script all the same', 'RUN 3<<EOF\na\nEOF\n', 'a\n'],
    ['a heredoc for another shell', 'RUN <<EOF bash\na\nEOF\n', 'a\n'],
    ['a heredoc for another shell, which comes first', 'RUN bash -eux <<EOF\na\nEOF\n', 'a\n'],
    ['a heredoc as the input of a command', 'RUN cat <<EOF > /x\na\nEOF\n', 'cat <<EOF > /x\na\nEOF'],
    ['a heredoc as the input of a script', 'RUN bash x.sh <<EOF\na\nEOF\n', 'bash x.sh <<EOF\na\nEOF'],
    ['two heredocs', 'RUN <<A cat && <<B tac\nx\nA\ny\nB\n', '<<A cat && <<B tac\nx\nA\ny\nB'],
    ['continued lines before a heredoc', 'RUN cat \\ \n <<EOF\na\nEOF\n', 'cat  \\\n <<EOF\na\nEOF'],
    ['a heredoc the file ends in', 'RUN cat <<EOF\na', 'cat <<EOF\na'],
  ])('%s', (_, dockerfile, expected) => {
    expect(masked(dockerfile)).toBe(expected);
  });

  it.each([
    ['a\r\nb\r\n', 'a\n\nb\n\n'],
    ['a \\\r\n b', 'a  \\\n b'],
    ['cat <<X\r\nX\r\n', 'cat <<X\n\nX\n\n'],
  ])('line ends of Windows in a heredoc: %j', (text, expected) => {
    expect(maskHeredoc(text, { start: 0, end: text.length })).toBe(expected);
  });
});
