import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import { maxSubstitutionDepth, maxBodyLength, maxHeredocs, scriptOf } from '../../../server/src/shell/parse.ts';
import type { Dialect, ShellCommand } from '../../../server/src/shell/script.ts';
import { lastInstruction, scriptIn, scriptOfRun } from '../../support/script.ts';

/** A command in one line: operator, name, arguments, and containers. */
function line({ operator, name, args, containers }: ShellCommand): string {
  return [operator, name ?? '?', ...args.map((arg) => arg.value), ...(containers.length ? [`(${containers.join(' ')})`] : [])].join(' ');
}

describe('commands', () => {
  it.each<[string, string[]]>([
    ['a b c', ['first a b c']],
    ['a && b || c; d', ['first a', '&& b', '|| c', '; d']],
    ['a & b', ['first a (background)', '& b']],
    ['a | b |& c', ['first a (pipeline)', '| b (pipeline)', '| c (pipeline)']],
    ['(a; b)', ['first a (subshell)', '; b (subshell)']],
    ['{ a; b; } && c', ['first a (group)', '; b (group)', '&& c']],
    ['! a', ['first a (negation)']],
    ['if a; then b; elif c; then d; else e; fi', ['first a (if)', 'first b (if)', 'first c (if)', 'first d (if)', 'first e (if)']],
    ['for i in x; do a; done', ['first a (loop)']],
    ['while a; do b; done', ['first a (loop)', 'first b (loop)']],
    ['case $x in y) a;; *) b; esac', ['first a (case)', 'first b (case)']],
    ['f() { a; }; f', ['first a (function group)', '; f']],
    ['a $(b "$(c)")', ['first a $(b "$(c)")', 'first b $(c) (substitution)', 'first c (substitution substitution)']],
    ['A=`a \\`b\\``', ['first ?', 'first a `b` (substitution)', 'first b (substitution substitution)']],
    ['a <(b)', ['first a <(b)', 'first b (substitution)']],
    ['A=$(a) export B=$(b)', ['first export B=$(b)', 'first a (substitution)', 'first b (substitution)']],
    ['$X a', ['first ? a']],
    ['"a b" c', ['first a b c']],
    ['time -p a', ['first a']],
    ['[ -f x ] && a', ['first [ -f x ]', '&& a']],
    ['[[ -n $(a) ]] && b', ['first a (substitution)', '&& b']],
    ['a \\\n  b \\\n# c\n  d && e', ['first a b d', '&& e']],
    ['a > $(b)', ['first a', 'first b (substitution)']],
  ])('RUN %s', (body, expected) => {
    expect(scriptOfRun(body).commands.map(line)).toEqual(expected);
  });

  it('are in text order, at any depth', () => {
    const { commands } = scriptOfRun('a $(b) `c \\`d\\`` | (e; f $(g)) && h');
    expect(commands.map((command) => command.name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('have their own redirections and assignments', () => {
    const [command] = scriptOfRun('A=1 B="$C" a 2>&1 >/x d').commands;
    expect(command?.assignments.map(({ name, value }) => [name, value?.value, value?.literal])).toEqual([
      ['A', '1', true],
      ['B', '$C', false],
    ]);
    expect(command?.redirects.map(({ operator, fd, target }) => [operator, fd, target?.value])).toEqual([
      ['>&', 2, '1'],
      ['>', undefined, '/x'],
    ]);
    expect(command?.args.map((arg) => arg.value)).toEqual(['d']);
  });
});

describe('words', () => {
  it.each<[string, string, boolean]>([
    ['x', 'x', true],
    [`"x y"'z'`, 'x yz', true],
    ['x\\ y', 'x y', true],
    ['$x', '$x', false],
    ['"${x:-1}"', '${x:-1}', false],
    ["'$x'", '$x', true],
    ['*.txt', '*.txt', false],
    ['"*.txt"', '*.txt', true],
    ['~/x', '~/x', false],
    ['{a,b}', '{a,b}', false],
    ['$(y)', '$(y)', false],
    ['x\\\ny', 'xy', true],
    ["'x \\\n  y'", 'x   y', true],
    ['"x \\\n# c\n  y"', 'x   y', true],
    ['"x\\  \ny"', 'xy', true],
    ['"x\\\r\ny"', 'xy', true],
    ['A="b c"', 'A=b c', true],
  ])('%j is %j, literal: %s', (raw, value, literal) => {
    const [word] = scriptOfRun(`: ${raw}`).commands[0]!.args;
    expect({ raw: word?.raw, value: word?.value, literal: word?.literal }).toEqual({ raw, value, literal });
  });

  it.each<[string, [string, string, boolean][]]>([
    ['$A', [['A', '', false]]],
    ['"$A"', [['A', '', true]]],
    [
      '${A:-$B}',
      [
        ['A', ':-', false],
        ['B', '', false],
      ],
    ],
    ['"${A#p}"', [['A', '#', true]]],
    ['${#A}', [['A', '', false]]],
    ["'$A'", []],
    ['\\$A', []],
    ['$1$@$?', []],
    ['$((A + $B))', [['B', '', false]]],
    ['$(x $A)', []],
  ])('%s has the variables %j', (raw, expected) => {
    const [word] = scriptOfRun(`: ${raw}`).commands[0]!.args;
    expect(word?.variables.map(({ name, modifier, quoted }) => [name, modifier, quoted])).toEqual(expected);
  });
});

describe('the script as a whole', () => {
  it('finds variables everywhere', () => {
    const script = scriptOfRun('for i in $A; do [[ $B == x ]] && a <<X "$C"; done; case $D in $E) : $(f $F);; esac > $G\n');
    expect(script.variables.map((variable) => variable.name)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  });

  it('finds the variables of an expanding heredoc', () => {
    const body = 'RUN cat <<X > /y\n$A\nX\n';
    expect(scriptIn(body).variables.map((variable) => [variable.name, variable.start])).toEqual([['A', body.indexOf('$A')]]);
    expect(scriptIn("RUN cat <<'X' > /y\n$A\nX\n").variables).toEqual([]);
  });

  it('finds the names that it sets', () => {
    const script = scriptOfRun(
      'A=1; export B C=2; read -r D; for E in x; do : ${F:=1}; done; getopts x: G; local H; printf -v I x; make J=1; ((K=1, L++, M == 2))',
    );
    expect([...script.assigned].sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'K', 'L', 'OPTARG', 'OPTIND']);
  });

  // `=` after a name: the script sets it there.
  it.each([
    ['A=1 B+=2 x', ['A=', 'B=']],
    ['export A "B=1"; readonly C=1', ['A', 'B=', 'C=']],
    ['local A; declare -a B; read -r C D', ['A=', 'B=', 'C=', 'D=']],
    ['unset A; printf -v B x; getopts x: C', ['A', 'B=', 'C=']],
    ['for A in x; do for B in y; do :; done; done', ['A=', 'B=']],
    ['x $((A + B)) "$((C += D))"; ((E++)); : $(F=1)', ['A', 'B', 'C=', 'D', 'E=', 'F=']],
    ['A=1 \\\n  B=2', ['A=', 'B=']],
    ["x A=1 $B 'C=1'", []],
  ])('RUN %s has the names %j', (body, expected) => {
    const text = `RUN ${body}`;
    const { names } = scriptIn(text, 'bash');
    for (const { start, end, name } of names) expect(text.slice(start, end)).toBe(name);
    expect(names.map(({ name, sets }) => (sets ? `${name}=` : name))).toEqual(expected);
  });

  it.each([
    ['a && b || c; d & e | f |& g', ['&&', '||', ';', '&', '|', '|&']],
    ['x "$(a | b && c)" | y', ['|', '&&', '|']],
    ['if a; b; then { c && d; }; fi', [';', '&&']],
    ['a \\\n  | b \\\n  && c', ['|', '&&']],
    ['a "&&" b', []],
  ])('RUN %s has the operators %j', (body, expected) => {
    const text = `RUN ${body}`;
    expect(scriptIn(text, 'bash').operators.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it.each<[string, [string, string, string, boolean][]]>([
    [
      'a && b',
      [
        ['first', '', 'a', false],
        ['&&', '&&', 'b', false],
      ],
    ],
    [
      'a \\\n && b \\\n || c',
      [
        ['first', '', 'a', false],
        ['&&', '&&', 'b', false],
        ['||', '||', 'c', false],
      ],
    ],
    [
      'a; (b)',
      [
        ['first', '', 'a', false],
        [';', ';', '(b)', false],
      ],
    ],
    [
      'a && b & c',
      [
        ['first', '', 'a', true],
        ['&&', '&&', 'b', true],
        ['&', '&', 'c', false],
      ],
    ],
    [
      'a | b && ! c',
      [
        ['first', '', 'a | b', false],
        ['&&', '&&', '! c', false],
      ],
    ],
    [
      '{ a; } > x && b',
      [
        ['first', '', '{ a; } > x', false],
        ['&&', '&&', 'b', false],
      ],
    ],
  ])('RUN %s has pieces', (body, expected) => {
    const text = `RUN ${body}`;
    const pieces = scriptIn(text).pieces.map((piece) => [
      piece.operator,
      text.slice(piece.operatorSpan.start, piece.operatorSpan.end),
      text.slice(piece.start, piece.end),
      piece.background,
    ]);
    expect(pieces).toEqual(expected);
  });

  it('has the kinds of its pieces', () => {
    const body = 'a; a | b; ! a; (a); { a; }; if a; then b; fi; for i in x; do a; done; case x in y) a; esac; f() { a; }; [[ x ]]; time a';
    expect(scriptOfRun(body).pieces.map((piece) => piece.kind)).toEqual([
      'command', 'pipeline', 'pipeline', 'subshell', 'group', 'if', 'loop', 'case', 'function', 'other', 'command',
    ]); // prettier-ignore
  });

  it('a piece contains the same command objects as the script', () => {
    const { pieces, commands } = scriptIn('FROM a\nRUN a $(b) && (c; d)');
    expect(pieces.flatMap((piece) => piece.commands)).toEqual(commands);
    expect(pieces[1]?.commands[0]).toBe(commands[2]);
  });
});

describe('comments', () => {
  it.each<[string, string[], string[]]>([
    ['a # b', ['a'], ['b']],
    ['a; #b', ['a'], ['b']],
    ['a#b', ['a#b'], []],
    ['a "# b"', ['a'], []],
    ['a $# ${#x}', ['a'], []],
    ["a # don't", ['a'], ["don't"]],
  ])('RUN %s', (body, names, comments) => {
    const script = scriptOfRun(body);
    expect([script.commands.map((command) => command.name), script.comments.map((comment) => comment.text), script.errors]).toEqual([
      names,
      comments,
      [],
    ]);
  });

  it('include continued lines, because the shell receives one line', () => {
    const text = 'RUN a \\\n && b # c \\\n && d';
    const script = scriptIn(text);
    expect(script.commands.map((command) => command.name)).toEqual(['a', 'b']);
    expect(script.comments.map((comment) => text.slice(comment.start, comment.end))).toEqual(['# c \\\n && d']);
  });

  it('of a heredoc end at the end of their line', () => {
    const script = scriptIn('RUN <<EOF\n# x\na # y\nif b; then # z\n c\nfi\nEOF\n');
    expect(script.commands.map((command) => command.name)).toEqual(['a', 'b', 'c']);
    expect(script.comments.map((comment) => comment.text)).toEqual(['x', 'y', 'z']);
  });
});

describe('heredocs', () => {
  it.each<[string, Dialect, boolean, string[]]>([
    ['RUN <<EOF\na\nb && c\nEOF\n', 'sh', false, ['first a', 'newline b', '&& c']],
    ['RUN <<EOF bash\na\nEOF\n', 'bash', false, ['first a']],
    ['RUN <<EOF\n#!/bin/bash\na\nEOF\n', 'bash', false, ['first a']],
    ['RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF\n', 'bash', false, ['first a']],
    ['RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n', 'none', true, []],
    ['RUN python3 <<EOF\nimport os\nEOF\n', 'sh', false, ['first python3']],
    ['RUN cat <<EOF > /x && b\na\nEOF\n', 'sh', false, ['first cat', '&& b']],
    ['RUN <<A cat && <<B tac\nx\nA\ny\nB\n', 'sh', false, ['first cat', '&& tac']],
    ['RUN <<EOF\r\na \\\r\n b\r\nc\r\nEOF\r\n', 'sh', false, ['first a b', 'newline c']],
  ])('%j is %s, opaque: %s', (dockerfile, dialect, opaque, commands) => {
    const script = scriptIn(dockerfile);
    expect([script.dialect, script.opaque, script.commands.map(line), script.errors]).toEqual([dialect, opaque, commands, []]);
  });

  it('inside a heredoc are found', () => {
    const text = 'RUN <<EOF\ncat <<X > /y\nz\nX\nEOF\n';
    const script = scriptIn(text);
    expect(script.heredocs.map((at) => text.slice(at.start, at.end))).toEqual(['z\nX']);
  });
});

describe('what is not parsed', () => {
  it.each<[string, string]>([
    ['too long', `echo ${'x'.repeat(maxBodyLength)}`],
    ['too many heredocs', 'a <<X '.repeat(maxHeredocs + 1)],
    ['nested too deep', 'echo $('.repeat(maxSubstitutionDepth + 1)],
  ])('%s: opaque', (_, body) => {
    expect(scriptOfRun(body)).toMatchObject({ opaque: true, commands: [], pieces: [] });
  });

  it('the deepest supported nesting is parsed', () => {
    const body = 'a $('.repeat(maxSubstitutionDepth) + 'b' + ')'.repeat(maxSubstitutionDepth);
    expect(scriptOfRun(body)).toMatchObject({ opaque: false, errors: [] });
    expect(scriptOfRun(body).commands.at(-1)?.name).toBe('b');
  });

  it('PowerShell: only words', () => {
    const text = '# escape=`\nRUN Remove-Item "C:\\a b" `\n  $env:TEMP\\x -Force';
    const script = scriptIn(text, 'powershell');
    expect([script.opaque, script.commands]).toEqual([true, []]);
    expect(script.words.map((word) => word.value)).toEqual(['Remove-Item', 'C:\\a b', '$env:TEMP\\x', '-Force']);
    expect(script.variables.map((at) => [at.name, text.slice(at.nameSpan.start, at.nameSpan.end)])).toEqual([['TEMP', 'TEMP']]);
  });

  it('cmd: only words', () => {
    const script = scriptOfRun('del %TEMP%\\x && echo 1', 'cmd');
    expect(script.words.map((word) => [word.value, word.literal])).toEqual([
      ['del', true],
      ['%TEMP%\\x', false],
      ['&&', true],
      ['echo', true],
      ['1', true],
    ]);
    expect(script.variables.map((at) => at.name)).toEqual(['TEMP']);
  });

  it.each(['RUN ["a", "b"]', 'RUN', 'COPY a b', 'HEALTHCHECK NONE'])('%s has no shell text', (dockerfile) => {
    expect(scriptOf(lastInstruction(dockerfile), 'sh')).toBeUndefined();
  });

  it.each(['CMD a b', 'ENTRYPOINT a b', 'ONBUILD RUN a b', 'HEALTHCHECK --interval=5s CMD a b'])('%s has shell text', (dockerfile) => {
    expect(scriptIn(dockerfile).commands.map(line)).toEqual(['first a b']);
  });
});

describe('memoization', () => {
  it('a script is the same object until its instruction changes or moves', () => {
    const before = parse('FROM a\nRUN x y\nRUN z');
    const after = parse('FROM a\nRUN x y\nRUN zz', before);
    const scripts = [before, after].map((tree) => scriptOf(tree.instructions[1]!, 'sh'));
    expect(scripts[1]).toBe(scripts[0]);
  });

  it('all parts of a shifted script are shifted', () => {
    const body = 'RUN A=$B x "$C" `y \\`z\\`` > $D && (w # e\n';
    const near = scriptIn(body);
    const far = scriptIn(`FROM a\n${body}`);
    const moved = JSON.parse(JSON.stringify(near), (key, value) => (key === 'start' || key === 'end' ? value + 7 : value));
    expect(JSON.parse(JSON.stringify(far))).toEqual(moved);
  });

  it('equal lines at two offsets have separate scripts', () => {
    const text = 'FROM a\nRUN x $y\nRUN x $y';
    const names = parse(text)
      .instructions.slice(1)
      .map((instruction) => scriptOf(instruction, 'sh')?.commands[0]?.nameWord?.start);
    expect(names).toEqual([text.indexOf('x'), text.lastIndexOf('x')]);
  });

  it('the dialect is part of the key', () => {
    const instruction = lastInstruction('RUN x');
    expect([scriptOf(instruction, 'cmd')?.opaque, scriptOf(instruction, 'sh')?.opaque]).toEqual([true, false]);
  });
});
