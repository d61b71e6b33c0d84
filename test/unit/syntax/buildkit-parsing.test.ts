import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { DockerfileTree, Heredoc, Instruction } from '../../../server/src/syntax/tree.ts';
import { LineIndex } from '../../../server/src/base/lines.ts';

/**
 * What BuildKit's own parser makes of these inputs. Each is preceded by the line `FROM a` unless it has its own FROM; line numbers count
 * it. `!` after a heredoc's name: no expansion, `-`: tabs stripped. An instruction BuildKit does not know has the one word "".
 */
const rows: readonly (readonly [input: string, expected: string])[] = [
  ['RUN 3<<EOF cat\nx\nEOF\n', 'RUN@2-4 ["3<<EOF cat"] heredocs=EOFfd3:"x\\n"'],
  ['RUN echo "<<EOF"\nx\n', 'RUN@2 ["echo \\"<<EOF\\""] ; X@3 [""]'],
  ['RUN cat <<<"abc"\n', 'RUN@2 ["cat <<<\\"abc\\""]'],
  ['RUN <<A cat && <<B tac\nx\nA\ny\nB\n', 'RUN@2-6 ["<<A cat && <<B tac"] heredocs=A:"x\\n",B:"y\\n"'],
  ['RUN <<-"EOF" bash\n\tx\n\tEOF\n', 'RUN@2-4 ["<<-\\"EOF\\" bash"] heredocs=EOF-!:"\\tx\\n"'],
  ['ONBUILD RUN <<EOF\nx\nEOF\n', 'ONBUILD@2-4 [] heredocs=EOF:"x\\n" sub{RUN@0 ["<<EOF"]}'],
  ['RUN <<EOF\nx\nEOF\r\r\n', 'RUN@2-4 ["<<EOF"] heredocs=EOF:"x\\n"'],
  ['RUN <<EOF\nx\nEOF\r', 'RUN@2-4 ["<<EOF"] heredocs=EOF:"x\\n"'],
  ['RUN <<-EOF\n\tx\n\t\tEOF\r\n', 'RUN@2-4 ["<<-EOF"] heredocs=EOF-:"\\tx\\n"'],
  ['RUN <<EOF\nxEOF\nEOFx\nEOF\n', 'RUN@2-5 ["<<EOF"] heredocs=EOF:"xEOF\\nEOFx\\n"'],
  ['RUN <<EOF\n\tEOF\nEOF\n', 'RUN@2-4 ["<<EOF"] heredocs=EOF:"\\tEOF\\n"'],
  ['RUN <<EOF\nx\nEOF \nEOF\n', 'RUN@2-5 ["<<EOF"] heredocs=EOF:"x\\nEOF \\n"'],
  ['# comment \\\nRUN true\nRUNN echo\n', 'RUN@3 ["true"] ; RUNN@4 [""]'],
  ['RUN cat <<E"O"F\nx\nEOF\n', 'RUN@2-4 ["cat <<E\\"O\\"F"] heredocs=EOF!:"x\\n"'],
  ['COPY <<"a b" /x\nz\na b\n', 'COPY@2-4 ["<<\\"a","b\\"","/x"] heredocs=a b!:"z\\n"'],
  ['RUN ["a", \\\n# c\n "b"]\n', 'RUN@2-4 JSON ["a","b"]'],
  ['CMD ["a", b]\n', 'CMD@2 ["[\\"a\\", b]"]'],
  ['CMD [ ]\n', 'CMD@2 JSON []'],
  ['CMD []x\n', 'CMD@2 ["[]x"]'],
  ['COPY ["a b", "c"]\n', 'COPY@2 JSON ["a b","c"]'],
  ['ARG a b=1 c="x y"\n', 'ARG@2 ["a","b=1","c=\\"x y\\""]'],
  ['ENV a b c\n', 'ENV@2 ["a","b c",""]'],
  ['ENV a=b c\n', 'ERROR Syntax error - can\'t find = in "c". Must be of the form: name=value'],
  ['ENV a=b\\ c d="e f"\n', 'ENV@2 ["a","b\\\\ c","=","d","\\"e f\\"","="]'],
  ['ENV \\\\ A=1\n', 'ENV@2 ["\\\\\\\\","A=1",""]'],
  ['LABEL \\\\ b c\n', 'LABEL@2 ["\\\\\\\\","b c",""]'],
  ['ENV A=1 \\\\ B=2\n', 'ERROR Syntax error - can\'t find = in "\\\\\\\\". Must be of the form: name=value'],
  ['ENV \\ A=1\n', 'ENV@2 ["\\\\ A","1","="]'],
  ['ENV A=1 \\ B=2\n', 'ENV@2 ["A","1","=","\\\\ B","2","="]'],
  ['ENV A=1 \\\\\\ B=2\n', 'ENV@2 ["A","1","=","\\\\\\\\\\\\ B","2","="]'],
  ['LABEL A=\\\\ B=2\n', 'LABEL@2 ["A","\\\\\\\\","=","B","2","="]'],
  ['ENV "a b" c\n', 'ENV@2 ["\\"a","b\\" c",""]'],
  ['ENV a\\ b c\n', 'ENV@2 ["a\\\\","b c",""]'],
  ['ENV A=1 =\\\n \\\n b=2\n', 'ENV@2-4 ["A","1","=","","","=","b","2","="]'],
  ['ENV A=b\\ \\ \n', 'ENV@2 ["A","b","="]'],
  ['LABEL "a b"=c\n', 'LABEL@2 ["\\"a b\\"","c","="]'],
  ['RUN a \\\\\n b\n', 'RUN@2 ["a \\\\\\\\"] ; B@3 [""]'],
  ['RUN a \\  \n b\n', 'RUN@2-3 ["a  b"]'],
  ['RUN a \\\n\n\n b\n', 'RUN@2-5 ["a  b"]'],
  ['RUN a \\\n# c\n b\n', 'RUN@2-4 ["a  b"]'],
  ['RUN a \\\n # c\n b\n', 'RUN@2-4 ["a  b"]'],
  ['RUN --mount=type=cache,id="a b" --network=none x\n', 'RUN@2 flags=["--mount=type=cache,id=a b","--network=none"] ["x"]'],
  ['RUN --mount=type=cache,\\\ntarget=/x y\n', 'RUN@2-3 flags=["--mount=type=cache,target=/x"] ["y"]'],
  ['RUN -- --x\n', 'RUN@2 ["--x"]'],
  ['RUN --a\n', 'RUN@2 flags=["--a"] []'],
  ['COPY --link --from=a b c\n', 'COPY@2 flags=["--link","--from=a"] ["b","c"]'],
  ['fr\\\nom b\n', 'FROM@2-3 ["b"]'],
  ['R\\\nU\\\n# c\nN x\n', 'RUN@2-5 ["x"]'],
  ['EN\\\n\nV A=1\n', 'ENV@2-4 ["A","1","="]'],
  ['us\\\n # c\n# d\ner 1\n', 'USER@2-5 ["1"]'],
  ['RUN\\\n# c\n x\n', 'RUN@2-4 ["x"]'],
  ['\\\nRUN x\n', 'RUN@2-3 ["x"]'],
  ['LA\\  \nBEL a=b\n', 'LABEL@2-3 ["a","b","="]'],
  ['HEALTHCHECK CM\\\nD x\n', 'HEALTHCHECK@2-3 ["CMD","x"]'],
  ['# escape=`\nFROM a\nRU`\nN x\n', '[esc `] RUN@3-4 ["x"]'],
  ['RUN []\n', 'RUN@2 JSON []'],
  ['ENTRYPOINT []\n', 'ENTRYPOINT@2 JSON []'],
  ['SHELL []\n', 'SHELL@2 JSON []'],
  ['COPY --from=b []\n', 'COPY@2 flags=["--from=b"] JSON []'],
  ['ADD [ ]\n', 'ADD@2 JSON []'],
  ['VOLUME [\t]\n', 'VOLUME@2 JSON []'],
  ['HEALTHCHECK CMD []\n', 'HEALTHCHECK@2 JSON ["CMD"]'],
  ['FOO x\n', 'FOO@2 [""]'],
  ['RUN\tx\n', 'RUN@2 ["x"]'],
  ['RUN\u00a0x\n', 'RUN\u00a0X@2 [""]'],
  ['RUN x # y\n', 'RUN@2 ["x # y"]'],
  ['HEALTHCHECK NONE\n', 'HEALTHCHECK@2 ["NONE"]'],
  ['HEALTHCHECK --interval=5s CMD ["a"]\n', 'HEALTHCHECK@2 flags=["--interval=5s"] JSON ["CMD","a"]'],
  ['USER\n', 'USER@2 []'],
  ['RUN\n', 'RUN@2 []'],
  ['EXPOSE 80 443/tcp\n', 'EXPOSE@2 ["80","443/tcp"]'],
  ['SHELL ["a","b"]\n', 'SHELL@2 JSON ["a","b"]'],
  ['SHELL a\n', 'SHELL@2 ["a"]'],
  ['VOLUME /a /b\n', 'VOLUME@2 ["/a","/b"]'],
  ['MAINTAINER a b\n', 'MAINTAINER@2 ["a b"]'],
  ['STOPSIGNAL 9\n', 'STOPSIGNAL@2 ["9"]'],
  ['RUN x', 'RUN@2 ["x"]'],
  ['# escape=`\nFROM a\nRUN x `\n y\n', '[esc `] RUN@3-4 ["x  y"]'],
  ['#escape=`\nFROM a\nRUN x `\n y\n', '[esc `] RUN@3-4 ["x  y"]'],
  ['# x\n# escape=`\nFROM a\nRUN x `\n y\n', 'RUN@4 ["x `"] ; Y@5 [""]'],
  ['\n# escape=`\nFROM a\nRUN x `\n y\n', 'RUN@4 ["x `"] ; Y@5 [""]'],
  ['# syntax=a\n# escape=`\n# check=skip=all\nFROM a\nRUN x `\n y\n', '[esc `] RUN@5-6 ["x  y"]'],
  ['# foo=bar\n# escape=`\nFROM a\nRUN x `\n y\n', 'RUN@4 ["x `"] ; Y@5 [""]'],
  ['# escape=`\n# escape=`\nFROM a\n', 'ERROR only one escape parser directive can be used'],
  ['# escape=x\nFROM a\n', "ERROR invalid escape token 'x' does not match ` or \\"],
  ['\ufeff# escape=`\nFROM a\nRUN x `\n y\n', '[esc `] RUN@3-4 ["x  y"]'],
  ['#!/bin/x\n# escape=`\nFROM a\nRUN x `\n y\n', 'RUN@4 ["x `"] ; Y@5 [""]'],
  ['  # escape=`\nFROM a\nRUN x `\n y\n', '[esc `] RUN@3-4 ["x  y"]'],
  ['# ESCAPE = ` \nFROM a\nRUN x `\n y\n', '[esc `] RUN@3-4 ["x  y"]'],
];

describe('BuildKit parses', () => {
  it.each(rows)('%j', (input, expected) => {
    const hasFrom = /^FROM/m.test(input);
    expect(render(parse(hasFrom ? input : `FROM a\n${input}`), !hasFrom)).toBe(expected);
  });
});

describe('a here-document that BuildKit reads as instructions is in the tree as it was meant, and marked', () => {
  it.each([
    ['CMD <<EOF\nx\nEOF\n', { misplaced: true, spaced: false }],
    ['RUN cat << EOF\nx\nEOF\n', { misplaced: false, spaced: true }],
  ])('%j', (input, marks) => {
    const { instructions } = parse(`FROM a\n${input}`);
    expect(instructions.flatMap(({ heredocs }) => heredocs)).toEqual([expect.objectContaining({ name: 'EOF', ...marks })]);
    expect(instructions).toHaveLength(2);
  });
});

function render(tree: DockerfileTree, skipFirst: boolean): string {
  const refused = tree.problems.find((problem) => problem.code in refusals);
  if (refused) return `ERROR ${refusals[refused.code]!(tree, refused)}`;
  const lines = new LineIndex(tree.text);
  const shown = tree.instructions.filter((instruction, i) => !(skipFirst && i === 0) && !(!skipFirst && instruction.source === 'FROM a'));
  const escape = tree.escape === '`' ? '[esc `] ' : '';
  return escape + shown.map((instruction) => renderInstruction(instruction, tree.text, lines)).join(' ; ');
}

/** BuildKit's error messages. */
const refusals: Record<string, (tree: DockerfileTree, at: { start: number; end: number }) => string> = {
  'missing-equals': (tree, at) =>
    `Syntax error - can't find = in ${JSON.stringify(tree.text.slice(at.start, at.end))}. Must be of the form: name=value`,
  'duplicate-directive': () => 'only one escape parser directive can be used',
  'invalid-escape-directive': (tree, at) => `invalid escape token '${tree.text.slice(at.start, at.end)}' does not match \` or \\`,
};

function renderInstruction(instruction: Instruction, text: string, lines: LineIndex): string {
  const [first, last] = [lines.lineAt(instruction.start) + 1, lines.lineAt(instruction.end) + 1];
  const head = `${instruction.keyword}@${first === last ? first : `${first}-${last}`}`;
  const flags = instruction.flags.map((flag) => `--${flag.name}${flag.value === undefined ? '' : `=${flag.value}`}`);
  const heredocs = instruction.heredocs.map((heredoc) => renderHeredoc(heredoc, text));
  const { trigger } = instruction;
  return [
    head,
    ...(flags.length > 0 ? [`flags=${JSON.stringify(flags)}`] : []),
    ...(isJson(instruction) ? ['JSON'] : []),
    JSON.stringify(words(instruction)),
    ...(heredocs.length > 0 ? [`heredocs=${heredocs.join(',')}`] : []),
    ...(trigger && instruction.keyword === 'ONBUILD' ? [`sub{${trigger.keyword}@0 ${JSON.stringify(words(trigger))}}`] : []),
  ].join(' ');
}

function isJson(instruction: Instruction): boolean {
  return instruction.json !== undefined || instruction.trigger?.json !== undefined;
}

function renderHeredoc(heredoc: Heredoc, text: string): string {
  const marks = `${heredoc.stripTabs ? '-' : ''}${heredoc.expand ? '' : '!'}${heredoc.fd > 0 ? `fd${heredoc.fd}` : ''}`;
  return `${heredoc.name}${marks}:${JSON.stringify(text.slice(heredoc.body.start, heredoc.body.end))}`;
}

/** An instruction's words as BuildKit's tree has them: one string for commands and single values, name-value-separator for pairs. */
function words(instruction: Instruction): string[] {
  const { keyword, known, json, trigger, pairs, bodyText } = instruction;
  if (!known) return [''];
  if (json) return json.items.map((item) => item.value);
  if (keyword === 'ONBUILD') return [];
  if (keyword === 'HEALTHCHECK' && trigger) return ['CMD', ...words(trigger)];
  if (keyword === 'ARG') return pairs.map((pair) => (pair.value === undefined ? pair.name : `${pair.name}=${pair.value}`));
  if (keyword === 'ENV' || keyword === 'LABEL') {
    return pairs.flatMap((pair) => [writtenName(instruction, pair), pair.value ?? '', pair.legacy ? '' : '=']);
  }
  if (['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'USER', 'WORKDIR', 'MAINTAINER', 'STOPSIGNAL'].includes(keyword))
    return bodyText === '' ? [] : [bodyText];
  return instruction.words.map((word) => word.text);
}

/** BuildKit's tree keeps the quotes of a name; ours removes them. */
function writtenName(instruction: Instruction, pair: Instruction['pairs'][number]): string {
  const { start, end } = pair.nameSpan;
  return instruction.source.slice(start - instruction.start, end - instruction.start);
}
