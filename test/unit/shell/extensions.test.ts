import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import { scriptOf } from '../../../server/src/shell/parse.ts';
import { originOf, shiftScript } from '../../../server/src/shell/shift.ts';
import type { ShellScript } from '../../../server/src/shell/script.ts';

function read(body: string): { text: string; script: ShellScript } {
  const text = `FROM alpine:3.22\n${body}`;
  return { text, script: scriptOf(parse(text).instructions.at(-1)!, 'sh')! };
}

describe('constructs that only bash has', () => {
  it.each<[string, string[]]>([
    ['RUN [[ -f /a ]] && b', ['double-brackets [[ -f /a ]]']],
    [
      'RUN (( A = 1 )); for ((i=0;i<3;i++)); do b; done',
      ['arithmetic-command (( A = 1 ))', 'arithmetic-for for ((i=0;i<3;i++)); do b; done'],
    ],
    ['RUN mkdir {a,b} x{1..3} "{c,d}" {} {e}', ['brace-expansion {a,b}', 'brace-expansion {1..3}']],
    [
      'RUN echo ${A//x/y} ${A:1:2} ${A^^} ${!A} ${A[0]} ${A:-x} ${A#y}',
      ['replacement ${A//x/y}', 'substring ${A:1:2}', 'case-change ${A^^}', 'indirection ${!A}', 'array ${A[0]}'],
    ],
    ['RUN echo $\'a\\n\' $"b" <(c)', ["ansi-quote $'a\\n'", 'locale-quote $"b"', 'process-substitution <(c)']],
    ['RUN A=(1 2) && B+=x', ['array (1 2)', 'append B+=x']],
    ['RUN a &> /b && c >& /d && e >&2 2>&1', ['both-outputs &> /b', 'both-outputs >& /d']],
    ['RUN a |& b && cat <<< x', ['pipe-both a |& b', 'here-string <<< x']],
    ['RUN function f { a; }; g() { b; }', ['function-keyword function']],
    ['RUN echo \\\n  # c\n  {a,\\\nb}', ['brace-expansion {a,\\\nb}']],
    ['RUN <<EOF\n[[ a ]]\nEOF', ['double-brackets [[ a ]]']],
    ['RUN echo \'[[ a ]]\' "<(b)" \\{a,b\\}', []],
    ['RUN if [ a = b ]; then c; fi; for i in a b; do c 2>/dev/null; done; echo $((1 + 2))', []],
  ])('%s', (body, expected) => {
    const { text, script } = read(body);
    expect(script.extensions.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(expected);
    expect(originOf(script)).toBeUndefined();
  });
});

describe('substitutions and patterns of words', () => {
  it.each<[string, string[]]>([
    ['RUN a $(b) "$(c)" `d` "`e`" <(f)', ['$(b) dollar', '$(c) dollar quoted', '`d` backticks', '`e` backticks quoted', '<(f) process']],
    ['RUN A=$(b `c`)', ['$(b `c`) dollar', '`c` backticks']],
    ['RUN cat <<X > /f\n$(a)\nX', ['$(a) dollar quoted']],
    ["RUN a '$(b)' \\$(c) $((1 + 1))", []],
  ])('%s', (body, expected) => {
    const { text, script } = read(body);
    expect(
      script.substitutions.map(({ form, quoted, start, end }) =>
        [text.slice(start, end), form, quoted && 'quoted'].filter(Boolean).join(' '),
      ),
    ).toEqual(expected);
  });

  it('of a script that was shifted by an edit', () => {
    const { script: before } = read('RUN a *.b $(c)');
    const after = shiftScript(before, 2);
    const spans = (script: ShellScript): number[] =>
      [...script.commands[0]!.args.flatMap((word) => [...word.globs, ...word.substitutions]), ...script.substitutions].map(
        ({ start }) => start,
      );
    expect(spans(after)).toEqual(spans(before).map((start) => start + 2));
    expect(after.commands[0]!.args[1]!.substitutions[0]).toBe(after.substitutions[0]);
  });
});
