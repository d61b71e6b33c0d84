import { expect, it } from 'vitest';
import { substitutionsIn } from '../../../server/src/facts/literal-substitutions.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

/** Docker expands variables only: everything else is kept as text (moby/buildkit, frontend/dockerfile/shell/lex.go). */
it.each<[string, readonly string[]]>([
  ['ENV A=$(date)', ['command $(date)']],
  ['ENV A="$(date)"', ['command $(date)']],
  ['ENV A="x $(date) $(id)"', ['command $(date)', 'command $(id)']],
  ['ENV A=$(date +%s)', ['command $(date +%s)']],
  ['ENV A=$(a $(b))', ['command $(a $(b))']],
  ['ENV A=$((1+2))', ['arithmetic $((1+2))']],
  ['ENV A=$((1+(2)))', ['arithmetic $((1+(2)))']],
  ['ENV A=`date`', ['command `date`']],
  ['ENV A="`date +%s`"', ['command `date +%s`']],
  ['ENV A=x`date`', []],
  ['ENV A=`date`x', []],
  ['ENV A="a `b` c"', []],
  ["ENV A='$(date)'", []],
  ["ENV A='`date`'", []],
  ['ENV A=\\$(date)', []],
  ['ENV A="\\$(date)"', []],
  ['ENV A=$(date', ['command $(date']],
  ['ENV A=$DATE', []],
  ['ENV A=(date)', []],
  ['ENV A date is $(date)', ['command $(date)']],
  ['ENV A=1 B=$(b)', ['command $(b)']],
  ['ENV PS1=$(date)', []],
  ['ENV PROMPT_COMMAND=$(date)', []],
  ['ARG A=$(date)', ['command $(date)']],
  ['LABEL a=$(date)', ['command $(date)']],
  ['LABEL a="$(date)"', ['command $(date)']],
  ['LABEL a="run -v $(pwd):/x image"', []],
  ['LABEL a="v$(date)"', ['command $(date)']],
  ['WORKDIR /$(id -u)', ['command $(id -u)']],
  ['USER $(id -u)', ['command $(id -u)']],
  ['COPY $(ls) /x', ['command $(ls)']],
  ['COPY ["$(ls)", "/x"]', []],
  ['COPY <<EOF /x\n$(ls)\nEOF', []],
  ['WORKDIR /x', []],
])('%j: %j', (line, expected) => {
  const { model } = factsIn(`FROM debian:12\n${line}`);
  const found = substitutionsIn(model.tree.instructions.at(-1)!, model);
  expect(found.map(({ start, end, kind }) => `${kind} ${model.tree.text.slice(start, end)}`)).toEqual(expected);
});

it('a backtick is the escape character of a Windows file', () => {
  const { model } = factsIn('# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nENV A=`date` B=`$(date) C=\\$(date)');
  const found = substitutionsIn(lastInstruction(factsIn(model.tree.text)), model);
  expect(found.map(({ start, end }) => model.tree.text.slice(start, end))).toEqual(['$(date)']);
  expect(model.tree.text.slice(found[0]!.start - 1, found[0]!.start)).toBe('\\');
});
