import { describe, expect, it } from 'vitest';
import { lintedDockerfile } from '../../../server/src/linter/linted-text.ts';
import { scriptsToCheck, shellCheckFindings, withShellCheck } from '../../../server/src/linter/shellcheck.ts';
import type { AnyRule, Finding } from '../../../server/src/linter/rule.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { check, ruleOf } from '../../support/rules.ts';

const scriptsOf = (text: string) => scriptsToCheck(createModel(parse(text)));

it.each<[name: string, text: string, scripts: readonly (readonly [shell: string, text: string])[]]>([
  ['a RUN', 'FROM scratch\nRUN echo $A\n', [['sh', 'export PATH\necho $A']]],
  ['the variables of the build', 'FROM scratch\nARG B\nENV A=1\nRUN echo $A\n', [['sh', 'export A B PATH\necho $A']]],
  ['another shell', 'FROM scratch\nSHELL ["/bin/bash", "-c"]\nRUN [[ a ]]\n', [['bash', 'export PATH\n[[ a ]]']]],
  ['a continued line with a comment', 'FROM scratch\nRUN a \\\n  # why\n  b\n', [['sh', 'export PATH\na \\\n b']]],
  ['a here-document', 'FROM scratch\nRUN <<EOF\na\nb\nEOF\n', [['sh', 'export PATH\na\nb\n']]],
  ['nothing for exec form', 'FROM scratch\nRUN ["a"]\n', []],
  ['nothing for PowerShell', 'FROM scratch\nSHELL ["powershell", "-Command"]\nRUN a\n', []],
])('the scripts of %s', (_, text, scripts) => {
  expect(scriptsOf(text).map((script) => [script.shell, script.text.replace(/ +/g, ' ')])).toEqual(scripts);
});

/** What ShellCheck reports about a place of the script, which begins in line 2 of its input. */
const output = (...comments: readonly object[]): string => JSON.stringify({ comments });
const at = (line: number, column: number, endColumn: number, code = 2086): object => ({
  file: '-',
  line,
  endLine: line,
  column,
  endColumn,
  level: 'style',
  code,
  message: 'Double quote {it}.',
});

describe('the findings', () => {
  const text = 'FROM scratch\nARG A\nRUN echo \\\n    $A\n';
  const [script] = scriptsOf(text);
  const placesOf = (json: string): readonly (readonly unknown[])[] =>
    shellCheckFindings(json, script!).map(({ rule, severity, span, message }) => [
      rule,
      severity,
      text.slice(span.start, span.end),
      message.args,
    ]);

  it('have their places in the Dockerfile', () => {
    expect(placesOf(output(at(3, 5, 7)))).toEqual([['SC2086', 'hint', '$A', { text: 'Double quote {it}.' }]]);
  });

  it.each(['', 'not JSON', '{}', '{"comments":[{}]}'])('are none for %j', (json) => {
    expect(placesOf(json)).toEqual([]);
  });

  it('are none for the line that declares the variables', () => {
    expect(placesOf(output(at(1, 1, 5)))).toEqual([]);
  });
});

describe('together with ours', () => {
  const rule: AnyRule = { ...ruleOf('latest-tag'), id: 'ours', aliases: ['SC2086'], messages: { x: 'x' }, on: {} };
  const finding = (id: string, start: number, end: number): Finding => ({
    rule: id,
    severity: 'info',
    span: { start, end },
    message: { text: 'x', args: {} },
    fixes: [],
    related: [],
    tag: undefined,
  });
  const merged = (text: string, own: readonly Finding[], theirs: readonly Finding[]): readonly string[] =>
    withShellCheck(own, theirs, lintedDockerfile(check(text).tree), [rule]).map((each) => `${each.rule} ${each.span.start}`);
  const text = 'FROM scratch\nRUN echo $A $B\n';

  it('ours replaces the same code at the same place', () => {
    expect(merged(text, [finding('ours', 22, 24)], [finding('SC2086', 22, 24), finding('SC2086', 25, 27)])).toEqual([
      'ours 22',
      'SC2086 25',
    ]);
  });

  it('another code stays', () => {
    expect(merged(text, [finding('ours', 22, 24)], [finding('SC2005', 22, 24)])).toEqual(['ours 22', 'SC2005 22']);
  });

  it.each(['# shellcheck disable=SC2005', '# hadolint ignore=SC2005', '# layerwise ignore=SC2005'])(
    'a comment suppresses it: %s',
    (comment) => {
      const commented = `FROM scratch\n${comment}\nRUN echo $A\n`;
      const place = commented.indexOf('$A');
      expect(merged(commented, [], [finding('SC2005', place, place + 2), finding('SC2086', place, place + 2)])).toEqual([
        `SC2086 ${place}`,
      ]);
    },
  );
});
