import { expect, it } from 'vitest';
import { losesComment } from '../../../server/src/linter/lost-comments.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { findingsOf } from '../../support/rule-tables.ts';

/** The edit replaces what is between the bars. */
it.each<[marked: string, newText: string, loses: boolean]>([
  ['FROM |e\\\n# why\nC|\n', 'ec', true],
  ['FROM |e\\\n# why\nC|\n', 'e\\\n# why\nc', false],
  ['FROM |eC|\n# why\n', 'ec', false],
  ['FROM a\nRUN a \\\n|# why\n|  b\n', '', false],
  ['FROM a\nRUN a \\\n|  # why\n\n# and\n|  b\n', '', false],
  ['FROM a\nRUN a |\\\n# why\n  b|\n', '', true],
  ['FROM a\n|# why\nRUN a\n|', '', true],
  ['FROM a\n|RUN a\n|# why\n', '', false],
  ['|# why\n|FROM a\n', '', false],
  ['FROM a\nRUN <<E\n|# text of the script\na|\nE\n', 'b', false],
])('%j with %j', (marked, newText, loses) => {
  const [start, end] = [marked.indexOf('|'), marked.lastIndexOf('|') - 1];
  expect(losesComment([{ start, end, newText }], parse(marked.replaceAll('|', '')))).toBe(loses);
});

it('a comment that another edit inserts is not lost', () => {
  const text = 'FROM e\\\n# why\nC\n';
  const edits = [
    { start: 0, end: 0, newText: '# why\n' },
    { start: 5, end: text.length - 1, newText: 'ec' },
  ];
  expect(losesComment(edits, parse(text))).toBe(false);
});

it.each([
  ['invalid-image-name', 'FROM e\\\n# why\nC\n'],
  ['invalid-port', 'FROM a\nEXPOSE 8080:\\\n# why\n80\n'],
  ['invalid-signal', 'FROM a\nSTOPSIGNAL SIG\\\n# why\nTREM\n'],
])('%s has no fix for a word with a comment in it', (rule, text) => {
  const findings = findingsOf(rule, text);
  expect(findings).toHaveLength(1);
  expect(findings[0]!.fixes).toEqual([]);
});
