import { describe, expect, it } from 'vitest';
import { powershellOf } from '../../../server/src/shell/powershell.ts';
import type { PowerShellScript } from '../../../server/src/shell/powershell.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { parse } from '../../../server/src/syntax/parse.ts';

function read(run: string, shell = ''): { script: PowerShellScript | undefined; text: string } {
  const text = `# escape=\`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n${shell}\nRUN ${run}\n`;
  const model = createModel(parse(text));
  const instruction = model.tree.instructions.at(-1)!;
  return { script: powershellOf(instruction, model.scriptOf(instruction)!), text };
}

const asShell = 'SHELL ["powershell", "-Command"]';

describe('a PowerShell script', () => {
  it.each<[string, string, string]>([
    ['all of a RUN with SHELL', 'a; b', 'a; b'],
    ['continued lines', 'a; `\n  b', 'a; `\n  b'],
    ['a heredoc', '<<EOF\na\nb\nEOF', 'a\nb\n'],
  ])('is %s', (_, run, expected) => {
    const { script, text } = read(run, asShell);
    expect(text.slice(script!.start, script!.end)).toBe(expected);
    expect(script!.code).toHaveLength(expected.length);
  });

  it.each<[string, string | undefined]>([
    ['powershell -Command "a; b"', 'a; b'],
    ['powershell.exe -NoProfile -ExecutionPolicy Bypass -c a b', 'a b'],
    ['pwsh a b && del c', 'a b'],
    ['powershell -Command a | find "b"', 'a'],
    ['powershell -Command "a | b" & c', 'a | b'],
    ['powershell -File a.ps1', undefined],
    ['powershell -enc YQ==', undefined],
    ['powershell', undefined],
    ['del a', undefined],
  ])('is the argument of a call in cmd: %s', (run, expected) => {
    const { script, text } = read(run);
    expect(script && text.slice(script.start, script.end)).toBe(expected);
  });

  it.each<[string, string]>([
    ['a; b | c', 'a b c'],
    ['$x = a; $y.z += b', 'a b'],
    ['if (a) { b } else { c }', 'if a b else c'],
    ['Write-Output \'a; b\' "c; d"', 'Write-Output'],
    ['a # ; b', 'a'],
    ['msbuild /p:A=b', 'msbuild'],
    ['& a; .\\b', 'a'],
  ])('has commands: %s', (run, names) => {
    expect(
      read(run, asShell)
        .script!.commands.map(({ name }) => name)
        .join(' '),
    ).toBe(names);
  });

  it.each<[string, number]>([
    ['a', 1],
    ['a;', 1],
    ['a; b', 2],
    ['if (a) { b; c }', 1],
    ["a 'b; c'", 1],
    ['<<EOF\na\n\nb\nEOF', 2],
  ])('has statements: %s', (run, count) => {
    expect(read(run, asShell).script!.statements).toBe(count);
  });
});
