import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import { innerScriptOf } from '../../../server/src/shell/inner-scripts.ts';
import { scriptOf } from '../../../server/src/shell/parse.ts';
import { swallowedText } from '../../../server/src/shell/comments.ts';
import type { ShellScript } from '../../../server/src/shell/script.ts';
import type { Span } from '../../../server/src/base/span.ts';

/** The last instruction of a text that moves it away from offset 0, and its script. */
function read(body: string): { text: string; script: ShellScript; continuations: readonly Span[] } {
  const text = `FROM alpine:3.22\n${body}`;
  const instruction = parse(text).instructions.at(-1)!;
  return { text, script: scriptOf(instruction, 'sh')!, continuations: instruction.continuations };
}

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

describe('special and positional parameters', () => {
  it.each<[string, string[]]>([
    ['RUN echo $1 "$@" \'$2\' \\$3 ${4} $$', ['$1 1', '$@ @', '${4} 4', '$$ $']],
    ['RUN echo ${1:-x} ${#} $A ${B}', ['${1:-x} 1 :-', '${#} #']],
    ['RUN f() { echo $1; }; f $2', ['$1 1 function', '$2 2']],
    ['RUN cat <<EOF > /x\n$@ \\$1 $A\nEOF', ['$@ @ heredoc']],
    ["RUN cat <<'EOF' > /x\n$@\nEOF", []],
    ['RUN <<EOF\necho $?\ncat <<X\n$#\nX\nEOF', ['$? ?', '$# # heredoc']],
    ['RUN a \\\n# b\n  $(c $!)', ['$! !']],
  ])('%s', (body, expected) => {
    const { text, script } = read(body);
    expect(
      script.parameters.map((at) =>
        [cut(text, at), at.name, at.modifier, at.inHeredoc && 'heredoc', at.inFunction && 'function'].filter(Boolean).join(' '),
      ),
    ).toEqual(expected);
  });
});

describe('quoted text over several lines', () => {
  it.each<[string, string[]]>([
    ["RUN echo 'a \\\nb' 'c'", ["'a \\\nb'"]],
    ['RUN echo "a \\\n# b\nc"', ['a \\\n# b\nc']],
    ['RUN echo "a $(b \\\nc) \\\nd"', [' \\\nd']],
    ['RUN echo a\\\nb "c"', []],
    ['RUN echo "a" \\\n "b"', []],
    ["RUN echo $'a \\\nb'", ["$'a \\\nb'"]],
  ])('%s', (body, expected) => {
    const { text, script } = read(body);
    expect(script.continuedQuotes.map((at) => cut(text, at))).toEqual(expected);
  });
});

describe('the text that a comment swallows', () => {
  it.each<[string, string | undefined]>([
    ['RUN a # b \\\n && c', ' && c'],
    ['RUN a # b \\\n# c\n && d \\\n e', ' && d \\\n e'],
    ['RUN a # b', undefined],
    ['RUN a # b \\\n# c\n', undefined],
    ['RUN a \\\n# b\n && c', undefined],
  ])('%s', (body, expected) => {
    const { text, script, continuations } = read(body);
    const [swallowed] = script.comments.flatMap((comment) => swallowedText(comment, continuations) ?? []);
    expect(swallowed && cut(text, swallowed)).toBe(expected);
  });
});

describe('the script in quotes of a shell', () => {
  it.each<[string, string[] | undefined]>([
    ["RUN sh -c 'a && b'", ['a', 'b']],
    ['RUN sudo -u x /bin/bash -elc "a; b"', ['a', 'b']],
    ["RUN timeout 5 sh -c 'a \\\n# c\n && b'", ['a', 'b']],
    ['RUN sh -c a', undefined],
    ["RUN sh script.sh 'a b'", undefined],
    ["RUN fish -c 'a'", undefined],
    ["RUN sh -c ''", undefined],
  ])('%s', (body, expected) => {
    const { text, script, continuations } = read(body);
    const inner = innerScriptOf(script.commands[0]!, text, continuations)?.script;
    expect(inner?.commands.map((command) => cut(text, command.nameWord!))).toEqual(expected);
  });
});
