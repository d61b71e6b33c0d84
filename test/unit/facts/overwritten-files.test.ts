import { describe, expect, it } from 'vitest';
import { overwrittenFiles } from '../../../server/src/facts/overwritten-files.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

const context = `
  a/f
  a/sub/f
  b/f
  b/sub/g
  f
`;

describe('files that another file of the same COPY overwrites', () => {
  it.each<[string, string[]]>([
    ['COPY a b /x/', ['a/f by b/f']],
    ['COPY b a /x/', ['b/f by a/f']],
    ['COPY a b f /x/', ['a/f by b/f', 'b/f by f']],
    ['COPY */f .', ['a/f by b/f']],
    ['COPY --exclude=f a b /x/', []],
    ['COPY --parents */f /x/', []],
    ['COPY a a /x/', []],
    ['COPY f /f', []],
    ['COPY . .', []],
    ['RUN a', []],
  ])('%s', (line, expected) => {
    const facts = factsIn(`FROM alpine:3.22\n${line}`, context);
    const copy = facts.copyOf(lastInstruction(facts));
    expect((copy ? overwrittenFiles(copy) : []).map(({ file, by }) => `${file.entry.path} by ${by.entry.path}`)).toEqual(expected);
  });
});
