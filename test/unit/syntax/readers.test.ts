import { describe, expect, it } from 'vitest';
import { readVariables } from '../../../server/src/syntax/variables.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Instruction } from '../../../server/src/syntax/tree.ts';
import type { Span } from '../../../server/src/base/span.ts';

function last(text: string): Instruction {
  return parse(text).instructions.at(-1)!;
}

/** The source text of each span. */
function texts(source: string, spans: readonly Span[]): string[] {
  return spans.map((at) => source.slice(at.start, at.end));
}

describe('inputs that dockerfile-ast reads incorrectly', () => {
  it('spaces in JSON strings are kept', () => {
    expect(last('CMD ["a  b", "c\\td"]').json?.items.map((item) => item.value)).toEqual(['a  b', 'c\td']);
  });

  // JSON has four spaces (RFC 8259, section 2); Docker removes Go's spaces at the end of a line first.
  it.each<[string, readonly string[] | undefined]>([
    ['CMD ["a"]\u0085', ['a']],
    ['CMD ["a"]\u00a0', ['a']],
    ['CMD ["a"]\u3000\t', ['a']],
    ['CMD [\t"a" ,\r"b"\t]', ['a', 'b']],
    ['CMD ["a"]\ufeff', undefined],
    ['CMD ["a",\u00a0"b"]', undefined],
    ['CMD [\u2003"a"]', undefined],
    ['CMD ["a"\u3000]', undefined],
    ['CMD [\u0085]', undefined],
    ['CMD [ \t ]', []],
  ])('spaces around the strings of a JSON array: %j', (source, items) => {
    expect(last(source).json?.items.map((item) => item.value)).toEqual(items);
  });

  it('words are split at every space', () => {
    const words = (source: string): string[] => last(source).words.map(({ text }) => text);
    expect(words('COPY a\\ b "c d" /x')).toEqual(['a\\', 'b', '"c', 'd"', '/x']);
    expect(words('FROM a as b\\\n \\\nc')).toEqual(['a', 'as', 'b', 'c']);
    expect(words('HEALTHCHECK --interval=5s\\\n\t\\\r\n# c\nCMD x')).toEqual(['CMD', 'x']);
    expect(words('FROM\tFROM ')).toEqual(['FROM']);
  });

  it('an unclosed quote does not include spaces at the end of the line', () => {
    expect(last('ARG A="b  ').pairs.map(({ value }) => value)).toEqual(['"b']);
  });

  it.each<[string, (string | undefined)[][]]>([
    [
      'ENV A="1" \\\n\\\\\\\\ B=2',
      [
        ['A', '"1"'],
        ['\\\\\\\\', undefined],
        ['B', '2'],
      ],
    ],
    [
      'LABEL a=1 \\\n\\\\ b',
      [
        ['a', '1'],
        ['\\\\', undefined],
        ['b', undefined],
      ],
    ],
    [
      '# escape=`\nFROM a\nENV A=1 `\n`` B=2',
      [
        ['A', '1'],
        ['``', undefined],
        ['B', '2'],
      ],
    ],
  ])('%j: words of escape characters only are words of their own', (source, expected) => {
    const { pairs } = last(source);
    expect(pairs.map((pair) => [pair.name, pair.value])).toEqual(expected);
    for (const { start, end } of pairs) expect(start).toBeLessThan(end);
  });

  it('ARG declares any number of variables', () => {
    const source = 'ARG a b=1 c="x y"';
    const { pairs } = last(source);
    expect(pairs.map((pair) => [pair.name, pair.value])).toEqual([['a', undefined], ['b', '1'], ['c', '"x y"']]); // prettier-ignore
    expect(texts(source, pairs)).toEqual(['a', 'b=1', 'c="x y"']);
  });

  it.each<[string, string[]]>([
    ['RUN cat << EOF > /x\nFOO a\nEOF\nUSER x', ['RUN', 'USER']],
    ["COPY <<- 'E.1' /x\n\tFOO a\n\tE.1\nUSER x", ['COPY', 'USER']],
    ['RUN cat << EOF\nUSER x', ['RUN', 'USER']],
    ['RUN cat << EOF\nUSER x\nRUN cat <<EOF\ny\nEOF', ['RUN', 'USER', 'RUN']],
    ['RUN echo $((1 << 2))\nUSER x\n2', ['RUN', 'USER', '2']],
  ])('a here-document with a space after << is read as its author meant it: %j', (source, keywords) => {
    expect(parse(source).instructions.map(({ keyword }) => keyword)).toEqual(keywords);
  });

  it('a marker with a space is one word', () => {
    const source = "COPY a << 'X' /x\ny\nX\n";
    expect(texts(source, last(source).words)).toEqual(['a', "<< 'X'", '/x']);
  });

  it.each(['CMD', 'ENTRYPOINT', 'ENV', 'LABEL'])('%s has no heredoc', (keyword) => {
    const tree = parse(`${keyword} a=<<EOF\nRUN x\nEOF\n`);
    expect(tree.instructions[0]!.heredocs).toEqual([]);
    expect(tree.instructions[1]!.keyword).toBe('RUN');
  });

  it('the exec form has no heredoc', () => {
    expect(parse('RUN ["<<EOF"]\nRUN x\n').instructions).toHaveLength(2);
  });

  it('a quoted flag value ends at its quote', () => {
    const source = 'RUN --mount=type=cache,id="a b",target=/x go';
    const instruction = last(source);
    expect(instruction.flags[0]!.value).toBe('type=cache,id=a b,target=/x');
    expect(instruction.flags[0]!.fields.map((field) => [field.key, field.value])).toEqual([['type', 'cache'], ['id', 'a b'], ['target', '/x']]); // prettier-ignore
    expect(texts(source, instruction.flags[0]!.fields)).toEqual(['type=cache', 'id="a b', 'target=/x']);
    expect(instruction.bodyText).toBe('go');
  });

  it.each([
    ['${A-x}', 'A', '-', 'x'],
    ['${A:-x y}', 'A', ':-', 'x y'],
    ['${A#p}', 'A', '#', 'p'],
    ['${A%%p}', 'A', '%%', 'p'],
    ['${A/x/y}', 'A', '/', 'x/y'],
    ['${A//x/y}', 'A', '//', 'x/y'],
  ])('the name in %s is %s', (written, name, modifier, word) => {
    const source = `ENV B="${written}"`;
    const [variable] = last(source).variables;
    expect([variable!.name, variable!.modifier, ...texts(source, [variable!, variable!.word!])]).toEqual([name, modifier, written, word]);
  });

  it("single quotes hide a variable, '\"' does not", () => {
    expect(last(`ENV A='$B' C="$D" E=\\$F`).variables.map((variable) => variable.name)).toEqual(['D']);
  });

  it('a variable in the default of another is found', () => {
    expect(last('FROM ${A:-${B:-$C}}').variables.map((variable) => variable.name)).toEqual(['A', 'B', 'C']);
  });

  it('variables can be nested thousands of times', () => {
    const deep = 6000;
    for (const text of ['${A:-'.repeat(deep) + '}'.repeat(deep), '${A:-'.repeat(deep), '${A:-"'.repeat(deep)]) {
      const { variables } = last(`ENV X=${text}`);
      expect(variables).toHaveLength(deep);
      expect(variables[1]!.start - variables[0]!.start).toBe(text.indexOf('$', 1));
    }
  });

  it.each([
    ['$$B $$$C', ['$C']],
    ['${A:-${B}}${C}', ['${A:-${B}}', '${B}', '${C}']],
    ['${A:-${B}${C', ['${A:-${B}${C', '${B}', '${C']],
    ["${A:-'${B}'}${C}", ["${A:-'${B}'}", '${C}']],
    ["${A:-'}'${B}", ["${A:-'}", '${B}']],
    ['${A:-\\${B}}$C', ['${A:-\\${B}', '$C']],
    ['"${A:-"${B}"}" $C', ['${A:-"${B}"}', '${B}', '$C']],
    ['${A:-${B:-${C}}${D}}', ['${A:-${B:-${C}}${D}}', '${B:-${C}}', '${C}', '${D}']],
  ])('the variables of %s', (text, expected) => {
    expect(readVariables(text, '\\').map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('an expanding COPY heredoc has variables, a RUN heredoc belongs to the shell', () => {
    expect(last("COPY <<EOF /x\nit's $A\nEOF").variables.map((variable) => variable.name)).toEqual(['A']);
    expect(last('COPY <<"EOF" /x\n$A\nEOF').variables).toEqual([]);
    expect(last('RUN <<EOF\n$A\nEOF').variables).toEqual([]);
  });

  it('a space or a byte order mark at the start, with a variable before FROM', () => {
    for (const head of [' ', '\ufeff', '\n']) expect(parse(`${head}ARG A=$B\nFROM $A`).instructions).toHaveLength(2);
  });

  it('a tag with a digest is one word', () => {
    expect(last(`FROM image:1@sha256:${'a'.repeat(64)} AS x`).words.map((word) => word.text)).toEqual([
      `image:1@sha256:${'a'.repeat(64)}`,
      'AS',
      'x',
    ]);
  });
});

describe('a word that is continued on the next line', () => {
  it('is one word whose span covers both parts', () => {
    const source = 'COPY a\\\n/b c';
    const [word] = last(source).words;
    expect(word!.text).toBe('a/b');
    expect(texts(source, [word!])).toEqual(['a\\\n/b']);
  });
});

describe('a line that contains only the escape character', () => {
  it('continues with the keyword on the next line', () => {
    const source = 'FROM a\n\\\n  ENV A=1\n';
    const instruction = last(source);
    expect([instruction.keyword, ...texts(source, [instruction.keywordSpan, ...instruction.pairs])]).toEqual(['ENV', 'ENV', 'A=1']);
  });
});

describe('an unclosed heredoc', () => {
  it('only affects its own instruction', () => {
    const tree = parse('FROM a\nRUN <<EOF\necho 1\nCOPY x /y\nUSER app\n');
    expect(tree.instructions.map((instruction) => instruction.keyword)).toEqual(['FROM', 'RUN', 'COPY', 'USER']);
    expect(tree.problems.map((problem) => problem.code)).toEqual(['unterminated-heredoc']);
  });
});

describe('triggers', () => {
  it('ONBUILD contains an instruction', () => {
    const source = 'ONBUILD COPY --chown=a b c';
    const trigger = last(source).trigger!;
    expect([trigger.keyword, trigger.flags[0]!.name, ...texts(source, trigger.words)]).toEqual(['COPY', 'chown', 'b', 'c']);
  });

  it('HEALTHCHECK CMD contains a CMD', () => {
    expect(last('HEALTHCHECK --interval=5s CMD ["a", "b c"]').trigger?.json?.items.map((item) => item.value)).toEqual(['a', 'b c']);
  });

  it('HEALTHCHECK NONE contains no instruction', () => {
    expect(last('HEALTHCHECK NONE').trigger).toBeUndefined();
  });
});
