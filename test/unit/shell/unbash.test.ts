import { describe, expect, it } from 'vitest';
import { forEachChild, parseScript } from '../../../server/src/shell/unbash.ts';
import type { ParsedScript, SyntaxNode } from '../../../server/src/shell/unbash.ts';

/** The behaviour of unbash that the adapter relies on. If a new version fails one of these tests, the adapter must be checked. */

const parsed = (text: string): ParsedScript => {
  const script = parseScript(text);
  if (typeof script === 'string') throw new Error(script);
  return script;
};

/** All nodes below the script, of one type. */
function nodes<T extends SyntaxNode['type']>(text: string, type: T): Extract<SyntaxNode, { type: T }>[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === type) found.push(node);
    forEachChild(node, visit);
  };
  visit(parsed(text));
  return found as Extract<SyntaxNode, { type: T }>[];
}

const textOf = (text: string, node: { pos: number; end: number } | undefined): string | undefined => node && text.slice(node.pos, node.end);

describe('positions', () => {
  it('are UTF-16 offsets into the whole text, end exclusive', () => {
    const text = 'echo "😀 é" && ls /x';
    expect(nodes(text, 'Command').map((node) => textOf(text, node))).toEqual(['echo "😀 é"', 'ls /x']);
  });

  it('of words exclude continuations before them and include those inside', () => {
    const text = 'a \\\n  b\\\nc \\\n d';
    expect(nodes(text, 'Word').map((node) => textOf(text, node))).toEqual(['a', 'b\\\nc', 'd']);
  });

  it('of the script in $( ) are those of the text, and its region is the whole content', () => {
    const text = 'a "$( b $(c) )"';
    expect(nodes(text, 'Command').map((node) => textOf(text, node))).toEqual([text, 'b $(c)', 'c']);
    expect(nodes(text, 'CommandExpansion').map((node) => textOf(text, node.script))).toEqual([' b $(c) ', 'c']);
  });

  it('of plain backticks are those of the text', () => {
    const text = 'a `b c`';
    expect(nodes(text, 'CommandExpansion').map((node) => [textOf(text, node.script), node.script?.source])).toEqual([['b c', undefined]]);
  });

  it('in escaped backticks are those of a separate decoded source', () => {
    const [outer] = nodes('a `b \\`c\\` \\$d`', 'CommandExpansion');
    expect(outer?.script?.source).toBe('b `c` $d');
    expect(outer?.script?.pos).toBe(0);
  });

  it('of a parameter expansion include the name and the operator', () => {
    const text = '${A:-x${B}} ${#C} ${!D*}';
    expect(
      nodes(text, 'ParameterExpansion').map((node) => [text.slice(node.parameterPos, node.parameterEnd), node.operation?.operator]),
    ).toEqual([
      ['A', ':-'],
      ['B', undefined],
      ['C', undefined],
      ['D', '*'],
    ]);
  });
});

describe('lists', () => {
  it('a background statement includes the &, its command does not', () => {
    const text = 'a b & c';
    const [first, second] = parsed(text).commands;
    expect([first?.background, textOf(text, first), textOf(text, first?.command)]).toEqual([true, 'a b &', 'a b']);
    expect(second?.background).toBeUndefined();
  });

  it('&& and || are one flat list with one operator per pair', () => {
    const [list] = nodes('a && b || c | d', 'AndOr');
    expect(list?.operators).toEqual(['&&', '||']);
    expect(list?.commands.map((node) => node.type)).toEqual(['Command', 'Command', 'Pipeline']);
  });

  it('! and time are prefixes of a pipeline, even of a single command', () => {
    expect(nodes('! a', 'Pipeline')[0]?.prefixes.map((node) => node.type)).toEqual(['Negation']);
    expect(nodes('time -p a', 'Pipeline')[0]?.prefixes.map((node) => node.type)).toEqual(['Time']);
  });

  it('a compound command with redirections is wrapped', () => {
    const [node] = nodes('{ a; } > x', 'Redirected');
    expect([node?.command.type, node?.redirects.length]).toEqual(['BraceGroup', 1]);
  });
});

describe('commands', () => {
  it('assignments before the name are a prefix, after export arguments, after other commands words', () => {
    const [exported] = nodes('A=1 export B=2', 'Command');
    expect(exported?.prefix.map((node) => node.type)).toEqual(['Assignment']);
    expect(exported?.args.map((node) => node.type)).toEqual(['Assignment']);
    expect(nodes('make B=2', 'Command')[0]?.args.map((node) => node.type)).toEqual(['Word']);
  });

  it('args and redirects are separate', () => {
    const [node] = nodes('a 2>&1 b >c', 'Command');
    expect([node?.args.length, node?.redirects.map((redirect) => redirect.operator)]).toEqual([1, ['>&', '>']]);
  });

  it('a word has its value without quotes', () => {
    expect(nodes(`a"b c"'d'\\ e`, 'Word').map((node) => node.value)).toEqual(['ab cd e']);
    expect(nodes('"x\\\ny"', 'Word').map((node) => node.value)).toEqual(['xy']);
  });

  it('a word with only text has no parts; parts of other words are computed on access', () => {
    expect(nodes('abc', 'Word')[0]?.parts).toBeUndefined();
    expect(nodes('a$b*', 'Word')[0]?.parts?.map((part) => part.type)).toEqual(['Literal', 'SimpleExpansion', 'Glob']);
    expect(nodes("'$b'", 'SimpleExpansion')).toEqual([]);
  });

  it('in arithmetic, ${A} is a part and $A is not', () => {
    expect(nodes('$(($A + ${B}))', 'ArithmeticWord').map((node) => [node.value, node.parts?.[0]?.type])).toEqual([
      ['$A', undefined],
      ['${B}', 'ParameterExpansion'],
    ]);
  });

  it('comments are not in the result', () => {
    const text = 'a # b\nc';
    expect(nodes(text, 'Command').map((node) => textOf(text, node))).toEqual(['a', 'c']);
  });
});

describe('heredocs', () => {
  it('have a marker, a body and an end', () => {
    const text = 'cat <<X > /y && b\nhi $A\nX\nc';
    const [heredoc] = nodes(text, 'HereDoc');
    expect([textOf(text, heredoc), textOf(text, heredoc?.body), textOf(text, heredoc?.closing)]).toEqual(['<<X', 'hi $A\n', 'X']);
    expect(heredoc?.body.parts?.map((part) => part.type)).toEqual(['Literal', 'SimpleExpansion', 'Literal']);
    expect(nodes(text, 'Command').map((node) => textOf(text, node))).toEqual(['cat <<X > /y', 'b', 'c']);
  });

  it('do not expand variables if the delimiter is quoted', () => {
    expect(nodes("cat <<'X'\n$A\nX\n", 'SimpleExpansion')).toEqual([]);
  });

  it('that are not closed are not an error', () => {
    expect(parsed('cat <<X\na').errors).toBeUndefined();
  });
});

describe('errors', () => {
  it('an unclosed compound command ends at its start', () => {
    const [statement] = parsed('{ a').commands;
    expect([statement?.command.pos, statement?.command.end]).toEqual([0, 0]);
  });

  it.each([
    ['a &&', 'expected command'],
    ['if a', "expected 'then'"],
    ['a "b', 'unterminated double quote'],
    ['x ) y', "unexpected token ')'"],
    ['$(', 'unterminated command substitution'],
  ])('%j is a tree with an error', (text, error) => {
    expect(parsed(text).errors?.[0]?.message).toContain(error);
  });

  it.each([['$('], ['('], ['{ '], ['a `'], ['${a:-'], ['if a; then '], ['"$('], ['$(('], ['@('], ['a=(']])(
    '%j a thousand times over does not throw',
    (piece) => {
      expect(() => JSON.stringify(parsed(piece.repeat(1000)))).not.toThrow();
    },
  );
});
