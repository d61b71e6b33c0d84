import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parse.ts';
import { scriptOf } from '../../server/src/shell/parse.ts';
import type { Dialect } from '../../server/src/shell/script.ts';
import { corpus } from '../support/corpus.ts';
import { expectWhole } from '../support/script-spans.ts';

/** Parts of shell texts, and text that breaks parsers. */
const pieces = [
  'a', 'b c', ' ', '  ', '\t', ' \\\n', '\\\n', '\\ \n', '\\\r\n', '\\\n# c\n', '\\\n\n', '\\', '\\\\', '#', ' # x',
  '&&', '||', ';', '&', '|', '|&', ';;', '!', '(', ')', '{ ', ' }', '((', '))', '[[ ', ' ]]', '$(', '`', '\\`', '<(', '$((',
  'if a; then ', 'elif ', 'else ', ' fi', 'for i in x; do ', ' done', 'while ', 'case x in ', 'y) ', ' esac', 'f() ', 'coproc ', 'time ',
  '"', "'", '\\"', "$'", '$A', '${A}', '${A:-', '${A#', '${A/', '}', '${', '$', '${!A*}', 'A=', 'A=(', 'export A=1', 'A+=1', 'A[1]=2',
  '>', '>>', '<', '<<', '<<X', '<<-X', '<<<', '2>&1', '&>', '>|', '*', '?', '[a]', '{a,b}', '~', '@(x)', 'é', '😀', '\u0000',
]; // prettier-ignore

const body = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 6 })), { maxLength: 40 });
const dialect = fc.constantFrom<Dialect>('sh', 'bash', 'powershell', 'cmd', 'none');

function readAll(text: string, dialect: Dialect): void {
  for (const instruction of parse(text).instructions) {
    const script = scriptOf(instruction.trigger ?? instruction, dialect);
    if (script) expectWhole(text, script);
  }
}

describe('any shell text gives a script with correct spans', () => {
  it('in lines', () => {
    fc.assert(
      fc.property(body, dialect, (parts, dialect) => readAll(`FROM a\nRUN ${parts.join('')}\nUSER x\n`, dialect)),
      { numRuns: 4000 },
    );
  });

  it('in a file that escapes with backticks', () => {
    const swapped = body.map((parts) => parts.join('').replace(/[\\`]/g, (c) => (c === '`' ? '\\' : '`')));
    fc.assert(
      fc.property(swapped, dialect, (text, dialect) => readAll(`# escape=\`\nFROM a\nRUN ${text}\n`, dialect)),
      { numRuns: 1000 },
    );
  });

  it('in heredocs', () => {
    const marker = fc.constantFrom('<<EOF', 'cat <<EOF', '<<-EOF bash', '<<EOF cat && b', '<<EOF <<EOF');
    fc.assert(
      fc.property(marker, body, (marker, parts) => readAll(`FROM a\nRUN ${marker}\n${parts.join('')}\nEOF\nEOF\n`, 'sh')),
      { numRuns: 1000 },
    );
  });

  it.skipIf(corpus.length === 0)('in real files that are cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), (file, cut) => readAll(file.text.slice(0, cut % (file.text.length + 1)), 'sh')),
      { numRuns: 500 },
    );
  });
});

describe('the effort grows linearly with the text', () => {
  const many = [
    'a && ',
    'a $(b) && ',
    'a `b \\`c\\`` && ',
    'a "${A:-$B}" && ',
    'a # \\\n',
    '( ',
    '{ ',
    'if a; then ',
    '$(',
    '"$(a ',
    '${A:-',
    '`',
    '<<X ',
    'a=(',
  ];

  it.each(many)(
    '%j, 60 KB of it',
    (piece) => {
      const text = `FROM a\nRUN ${piece.repeat(60_000 / piece.length)}`;
      readAll(text, 'bash');
      expect(parse(text).instructions.length).toBeGreaterThan(0);
    },
    5_000,
  );
});
