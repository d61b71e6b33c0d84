import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, reportsOf } from '../../support/rule-tables.ts';

const fileWith = (lines: string): string => `FROM debian:12\n${lines}\n`;
const reports = (lines: string): string => reportsOf('shell-form-cmd', fileWith(lines), ['program']);

/** The level of the fix and the last line after it. */
function fixed(lines: string): string | undefined {
  const text = fileWith(lines);
  const fix = findingsOf('shell-form-cmd', text)[0]?.fixes[0];
  return fix && `${fix.level}: ${applyEdits(text, fix.edits).trimEnd().split('\n').at(-1)}`;
}

describe('a shell that only starts one program', () => {
  it.each<[string, string]>([
    ['CMD node a.js', 'cmd node'],
    ['CMD /usr/bin/node a.js', 'cmd node'],
    ['ENTRYPOINT node a.js', 'entrypoint node'],
    ['CMD a && node b', 'cmd node'],
    ['CMD a; node b', 'cmd node'],
    ['CMD a || node b', 'cmd node'],
    ['CMD A=1 node b', 'cmd node'],
    ['CMD exec node', ''],
    ['CMD node &', ''],
    ['CMD node & wait', ''],
    ['CMD serve & node', ''],
    ['CMD A=1', ''],
    ['CMD (node)', ''],
    ['CMD if a; then node; fi', ''],
    ['CMD a | node', ''],
    ['CMD cd /x', ''],
    ['CMD export A=1', ''],
    ['CMD node "a', ''],
    ['CMD true', ''],
    ['CMD ["node"]', ''],
    ["CMD ['node']", ''],
    ['CMD', ''],
    ['CMD node\nCMD ["node"]', ''],
    ['CMD ["node"]\nCMD node', 'cmd node'],
    ['SHELL ["/bin/bash", "-c"]\nCMD node', ''],
    ['CMD node\nSHELL ["/bin/bash", "-c"]', 'cmd node'],
    ['ENTRYPOINT node\nCMD b', 'entrypoint node'],
    ['ENTRYPOINT ["node"]\nCMD b', 'arguments b'],
    ['ENTRYPOINT ["tini", "--"]\nCMD node', 'cmd node'],
  ])('%j: %s', (lines, expected) => {
    expect(reports(lines)).toBe(expected);
  });
});

describe('the fix', () => {
  it.each<[string, string | undefined]>([
    ['CMD node a.js', 'safe: CMD ["node", "a.js"]'],
    ['CMD node "a b" c\\ d', 'safe: CMD ["node", "a b", "c d"]'],
    ['CMD node \'a "b"\'', 'safe: CMD ["node", "a \\"b\\""]'],
    ['CMD /usr/bin/node', 'suggestion: CMD ["/usr/bin/node"]'],
    ['CMD ./node', 'suggestion: CMD ["./node"]'],
    ['CMD node $X', 'suggestion: CMD exec node $X'],
    ['CMD node *.js', 'suggestion: CMD exec node *.js'],
    ['CMD node ~/a', 'suggestion: CMD exec node ~/a'],
    ['CMD node {a,b}', 'suggestion: CMD exec node {a,b}'],
    ['CMD node a~', 'safe: CMD ["node", "a~"]'],
    ['CMD node > /log', 'suggestion: CMD exec node > /log'],
    ['CMD node # why', 'suggestion: CMD exec node # why'],
    ['CMD a && node', 'suggestion: CMD a && exec node'],
    ['CMD A=1 node', undefined],
    ['CMD a && A=1 node', undefined],
    ['CMD node \\\n# why\n a', undefined],
    ['COPY node /usr/bin/\nCMD node', 'suggestion: CMD ["node"]'],
    ['COPY a /usr/bin/node\nCMD node', 'suggestion: CMD ["node"]'],
    ['COPY a /usr/bin/other\nCMD node', 'safe: CMD ["node"]'],
    ['CMD ["a"]\nENTRYPOINT node', 'suggestion: ENTRYPOINT ["node"]'],
    ['ENTRYPOINT node', 'safe: ENTRYPOINT ["node"]'],
    ['ENTRYPOINT printf a', 'suggestion: ENTRYPOINT ["printf", "a"]'],
    ['ENTRYPOINT ["tini", "--"]\nCMD node', 'suggestion: CMD ["node"]'],
  ])('%j: %s', (lines, expected) => {
    expect(fixed(lines)).toBe(expected);
  });
});
