import { describe, expect, it } from 'vitest';
import { commandsOfHealthcheck, commandsOfPart } from '../../../../server/src/facts/start/commands.ts';
import { factsIn } from '../../../support/facts.ts';

function commandsOfCmd(dockerfile: string): readonly string[] {
  const facts = factsIn(dockerfile);
  const { cmd } = facts.startOf(facts.model.stages.at(-1)!);
  return typeof cmd === 'string' ? [cmd] : commandsOfPart(cmd, facts).map((words) => words.join(' '));
}

describe('the commands of CMD', () => {
  it.each([
    ['FROM debian:12\nCMD a && exec b c', ['a', 'b c']],
    ['FROM debian:12\nCMD a # b \\\n  c', ['a']],
    ['FROM debian:12\nCMD ["sh", "-c", "a; b"]', ['sh -c', 'a', 'b']],
    ['FROM debian:12\nONBUILD CMD a b\nFROM debian:12', ['bash']],
    ['FROM debian:12 AS a\nONBUILD CMD a b\nFROM a', ['a b']],
    // The shell of SHELL reads it, not sh.
    ['FROM debian:12\nSHELL ["pwsh", "-Command"]\nCMD if (Test-Path a) { b }', []],
  ])('%j', (dockerfile, commands) => {
    expect(commandsOfCmd(dockerfile)).toEqual(commands);
  });
});

it.each([
  ['FROM debian:12\nHEALTHCHECK CMD curl a || exit 1', ['curl a', 'exit 1']],
  ['FROM debian:12\nHEALTHCHECK CMD ["curl", "a", "||"]', ['curl a ||']],
  ['FROM debian:12\nHEALTHCHECK NONE', []],
])('the commands of a health check: %j', (dockerfile, commands) => {
  const facts = factsIn(dockerfile);
  const healthcheck = facts.model.tree.instructions.at(-1)!;
  expect(commandsOfHealthcheck(healthcheck, facts).map((words) => words.join(' '))).toEqual(commands);
});
