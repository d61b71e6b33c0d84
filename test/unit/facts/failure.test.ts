import { expect, it } from 'vitest';
import { mayFail } from '../../../server/src/facts/commands/failure.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

it.each([
  ['curl x', false],
  ['true && curl x', false],
  ['curl x && true', false],
  ['curl x; true', false],
  ['(curl x)', false],
  ['A=$(curl x)', false],
  ['curl x | tar x', false],
  ['curl x || exit 1', false],
  ['curl x || true', true],
  ['curl x && true || true', true],
  ['curl x | tar x || true', true],
  ['(curl x) || true', true],
  ['{ curl x; } || true', true],
  ['curl x || (apt-get update && true)', true],
  ['curl x || { echo failed; }', true],
  ['curl x || cat y | tar x', true],
  ['(curl x) || (true)', true],
  ['true && { curl x || (apt-get update && true); }', true],
  ['{ curl x && true || { true; }; }', true],
  ['(true; curl x || (true))', true],
  ['curl x && { true; true; } || (true)', true],
  ['curl x && (true || (true))', false],
  ['curl x && { true || { true; }; }', false],
  ['{ curl x; true || (true); }', false],
  ['curl x; true || true', false],
  ['false || curl x', true],
  ['if curl x; then true; fi', true],
  ['while curl x; do true; done', true],
  ['! curl x', true],
  ['f() { curl x; }', true],
  ['command -v curl && curl x', true],
  ['which curl; curl x', true],
  ['[ -x /usr/bin/curl ] && curl x', true],
  ['which wget; curl x', false],
  ['curl x; which curl', false],
])('%s: %s', (script, expected) => {
  const facts = factsIn(`FROM debian:12\nRUN ${script}`);
  const command = facts.commandsOf(lastInstruction(facts)).find(({ program }) => program === 'curl')!;
  expect(mayFail(command)).toBe(expected);
});
