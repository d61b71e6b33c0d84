import { describe, expect, it } from 'vitest';
import { unreadInCommand, unreadInWords } from '../../../server/src/facts/unread.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

describe('a program whose effects are unknown', () => {
  it.each<[string, 'script' | 'program' | undefined]>([
    ['bash x', 'script'],
    ['sh', 'script'],
    ['bash --version', undefined],
    ['bash --help', undefined],
    ['bash --versions', 'script'],
    ['source x', 'script'],
    ['. x', 'script'],
    ['eval x', 'script'],
    ['docker-entrypoint.sh', 'script'],
    ['install.sh', 'script'],
    ['install.bash', 'script'],
    ['$TOOL x', 'script'],
    ['./setup', 'script'],
    ['/opt/setup x', 'script'],
    ['own x', 'script'],
    ['make x', 'program'],
    ['npx x', 'program'],
    ['supervisord x', 'program'],
    ['what x', 'program'],
    ['ansible-playbook x.yml', 'program'],
    ['puppet apply x.pp', 'program'],
    ['java -jar /x.jar', 'program'],
    ['java -version', undefined],
    ['dotnet x.dll', 'program'],
    ['deno run -A x.ts', 'program'],
    ['parallel what ::: a b', 'program'],
    ['certbot renew', 'program'],
    ['make --version', undefined],
    ['ls x', undefined],
    ['/bin/ls x', undefined],
    ['rm -rf x.sh', undefined],
    ['python x', undefined],
    ['python -m http.server', undefined],
    ...'py pl rb js mjs cjs ts php lua R tcl exp'.split(' ').map((extension): [string, 'program'] => [`python x.${extension}`, 'program']),
    ['node x.js', 'program'],
    ['node x.json', undefined],
    ['node xjs', undefined],
    ['python x.pyc', undefined],
    ['cat x.py', undefined],
    ['', 'program'],
  ])('%j: %s', (words, expected) => {
    expect(unreadInWords(words.split(' '), new Set(['own']))).toBe(expected);
  });
});

describe('a command of a RUN', () => {
  it.each<[string, 'script' | 'program' | undefined]>([
    ['A=1', undefined],
    ['apt-get install -y x', undefined],
    ['pip install x', undefined],
    ['npm run x', 'program'],
    ['npm ci', undefined],
    ['what x', 'program'],
    ['f() { ls; }; what x', undefined],
    ['f() { ls; }; make x', 'program'],
    ['f() { ls; }; ./x', 'script'],
    ['sudo what x', 'program'],
    ["sh -c 'ls'", undefined],
  ])('%s: %s', (line, expected) => {
    const facts = factsIn(`FROM debian:12\nRUN ${line}`);
    expect(unreadInCommand(facts.commandsOf(lastInstruction(facts)).at(-1)!, new Set())).toBe(expected);
  });
});
