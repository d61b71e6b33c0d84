import { describe, expect, it } from 'vitest';
import { readHeredocText } from '../../../server/src/syntax/heredoc-text.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Span } from '../../../server/src/base/span.ts';

// Measured with Docker 28.5: `[$1]` gives `[]`, `[a\nb]` gives `[anb]`, `[\$A]` gives `[$A]`, `[\\n]` gives `[\n]`.
describe('what BuildKit changes in the text of a here-document', () => {
  it.each<[string, { parameters?: string[]; removed?: string[]; escapes?: string[] }]>([
    ['$1 $@ $* $# $? $- $! $0 $$ $12', { parameters: ['$1', '$@', '$*', '$#', '$?', '$-', '$!', '$0', '$$', '$12'] }],
    ['${1} ${@} ${1:-d} ${#}', { parameters: ['${1}', '${@}', '${1:-d}', '${#}'] }],
    ['"$1" \'$2\'', { parameters: ['$1', '$2'] }],
    ['a\\nb \\. c:\\dir \\\nx', { removed: ['\\n', '\\.', '\\d', '\\\n'] }],
    ['\\$A \\\\ \\\\n \\$1', { escapes: ['\\$', '\\\\', '\\\\', '\\$'] }],
    ['\\\\$1', { escapes: ['\\\\'], parameters: ['$1'] }],
    ['$A ${A} ${A:-b} $(date) `date` $ $% "$.x" 100$', {}],
  ])('%j', (text, { parameters = [], removed = [], escapes = [] }) => {
    const found = readHeredocText(text, { start: 0, end: text.length });
    const cut = ({ start, end }: Span): string => text.slice(start, end);
    expect(found.parameters.map(cut)).toEqual(parameters);
    expect(found.removed.map(({ start }) => text.slice(start, start + 2))).toEqual(removed);
    expect(found.escapes.map(cut)).toEqual(escapes);
  });

  it('has a backslash as escape character, whatever the file uses', () => {
    const { instructions } = parse('# escape=`\nFROM a\nCOPY <<EOF /x\n\\$A `$B\nEOF\n');
    expect(instructions[1]!.variables.map(({ name }) => name)).toEqual(['B']);
  });
});
