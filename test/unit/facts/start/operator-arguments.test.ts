import { describe, expect, it } from 'vitest';
import { operatorArguments } from '../../../../server/src/facts/start/operator-arguments.ts';
import { factsIn, lastInstruction } from '../../../support/facts.ts';

describe('operators of the shell in exec form', () => {
  it.each<[string, string[]]>([
    ['CMD ["a", "&&", "b", "2>&1"]', ['a &&', 'a 2>&1']],
    ['CMD ["env", "A=1", "nice", "-n", "5", "a", "|", "b"]', ['a |']],
    ['CMD ["docker-entrypoint.sh", "a", "&&", "b"]', ['a &&']],
    ['ENTRYPOINT ["tini", "--"]\nCMD ["a", "&&", "b"]', ['a &&']],
    ['CMD ["sh", "-c", "a", "&&", "b"]', ['sh && shell']],
    ['CMD ["sh", "/x.sh", "&&"]', ['sh &&']],
    ['CMD ["sh", "-c", "&&"]', []],
    ['CMD ["cmd", "/c", "a", "&&", "b"]', []],
    ['CMD ["find", "/", "-exec", "x", "{}", ";"]', []],
    ['CMD ["x", "-exec", "y", ";", "z"]', []],
    ['CMD ["cut", "-d", ";"]', []],
    ['CMD ["x", "--separator", ";"]', []],
    ['CMD ["x", "--flag", "&&", "y"]', ['x &&']],
    ['ENTRYPOINT a\nCMD ["a", "&&"]', []],
    ['RUN a && b', []],
  ])('%s', (lines, expected) => {
    const facts = factsIn(`FROM alpine:3.22\n${lines}`);
    const found = operatorArguments(facts.model, lastInstruction(facts));
    expect(found.map(({ item, program, inShell }) => `${program} ${item.value}${inShell ? ' shell' : ''}`)).toEqual(expected);
  });
});
