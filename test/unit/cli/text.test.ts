import { describe, expect, it } from 'vitest';
import { github } from '../../../server/src/cli/formats/github.ts';
import { json } from '../../../server/src/cli/formats/json.ts';
import { text } from '../../../server/src/cli/formats/text.ts';
import type { FileReport, Formatter, Style } from '../../../server/src/cli/report.ts';
import type { Finding } from '../../../server/src/linter/rule.ts';
import { LineIndex } from '../../../server/src/base/lines.ts';
import { english, message } from '../../../server/src/base/message.ts';

const source = 'FROM a\n\tRUN\u001b[2J x\n';
const finding: Finding = {
  rule: 'r',
  severity: 'warning',
  span: { start: 8, end: 11 },
  message: message('what\nis wrong'),
  fixes: [],
  related: [],
  tag: undefined,
};
const report: FileReport = { path: 'Dockerfile', error: undefined, text: source, lines: new LineIndex(source), findings: [finding] };

async function written(format: Formatter, reports: readonly FileReport[], style: Style): Promise<string> {
  const writer = await format(english, style);
  return reports.map((each) => writer.add(each)).join('') + writer.end();
}

describe('findings as text', () => {
  it('for a program: one line each', async () => {
    expect(await written(text, [report], { interactive: false, coloured: false })).toBe('Dockerfile:2:2 warning what is wrong (r)\n');
  });

  it('for a person: with the source line and the number of findings', async () => {
    expect(await written(text, [report], { interactive: true, coloured: false })).toBe(
      'Dockerfile:2:2 warning what is wrong (r)\n    \tRUN\ufffd[2J x\n    \t~~~\n\nProblems: 1. Files: 1\n',
    );
  });

  it('with colors if the terminal supports them', async () => {
    expect(await written(text, [report], { interactive: true, coloured: true })).toContain('\u001b[33mwarning\u001b[0m what is wrong');
  });

  it('for a person: a message if there are none', async () => {
    const none = { ...report, findings: [] };
    expect(await written(text, [none], { interactive: true, coloured: true })).toBe('No problems found. Files: 1\n');
    expect(await written(text, [none], { interactive: false, coloured: false })).toBe('');
  });
});

describe('reports that are written one after the other', () => {
  const style = { interactive: false, coloured: false };
  const other = { ...report, path: 'b', findings: [] };

  it.each<readonly FileReport[][]>([[[]], [[other]], [[report, other, report]]])(
    'as JSON, in the layout of JSON.stringify',
    async (reports) => {
      const found = await written(json, reports, style);
      const value = JSON.parse(found) as { files: readonly { path: string }[] };
      expect(value.files.map(({ path }) => path)).toEqual(reports.map(({ path }) => path));
      expect(found).toBe(`${JSON.stringify(value, null, 2)}\n`);
    },
  );

  it('for GitHub', async () => {
    expect((await written(github, [report, other, report], style)).split('\n')).toHaveLength(3);
  });
});
