import { describe, expect, it } from 'vitest';
import { text } from '../../../server/src/cli/formats/text.ts';
import type { FileReport } from '../../../server/src/cli/report.ts';
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

describe('findings as text', () => {
  it('for a program: one line each', () => {
    expect(text([report], english, { interactive: false, coloured: false })).toBe('Dockerfile:2:2 warning what is wrong (r)\n');
  });

  it('for a person: with the source line and the number of findings', () => {
    expect(text([report], english, { interactive: true, coloured: false })).toBe(
      'Dockerfile:2:2 warning what is wrong (r)\n    \tRUN\ufffd[2J x\n    \t~~~\n\nProblems: 1. Files: 1\n',
    );
  });

  it('with colors if the terminal supports them', () => {
    expect(text([report], english, { interactive: true, coloured: true })).toContain('\u001b[33mwarning\u001b[0m what is wrong');
  });

  it('for a person: a message if there are none', () => {
    const none = { ...report, findings: [] };
    expect(text([none], english, { interactive: true, coloured: true })).toBe('No problems found. Files: 1\n');
    expect(text([none], english, { interactive: false, coloured: false })).toBe('');
  });
});
