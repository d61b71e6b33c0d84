import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../server/src/facts/facts.ts';
import { argvOf } from '../../../../server/src/facts/start/start.ts';
import type { StartFact } from '../../../../server/src/facts/start/start.ts';
import { quoteWords } from '../../../../server/src/shell/command-line.ts';
import { documentOf } from '../../../support/document.ts';

function startOf(text: string): StartFact {
  const { model, build } = documentOf(text);
  return factsOf(model, build).startOf(model.final!);
}

/** The table of docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact, on an image that sets neither. */
describe('ENTRYPOINT and CMD', () => {
  const entries = { none: '', shell: 'ENTRYPOINT exec_entry p1_entry\n', exec: 'ENTRYPOINT ["exec_entry", "p1_entry"]\n' };
  const cmds = { none: '', exec: 'CMD ["exec_cmd", "p1_cmd"]\n', shell: 'CMD exec_cmd p1_cmd\n' };

  it.each([
    ['none', 'none', ''],
    ['none', 'shell', "/bin/sh -c 'exec_entry p1_entry'"],
    ['none', 'exec', 'exec_entry p1_entry'],
    ['exec', 'none', 'exec_cmd p1_cmd'],
    ['exec', 'shell', "/bin/sh -c 'exec_entry p1_entry'"],
    ['exec', 'exec', 'exec_entry p1_entry exec_cmd p1_cmd'],
    ['shell', 'none', "/bin/sh -c 'exec_cmd p1_cmd'"],
    ['shell', 'shell', "/bin/sh -c 'exec_entry p1_entry'"],
    ['shell', 'exec', "exec_entry p1_entry /bin/sh -c 'exec_cmd p1_cmd'"],
  ] as const)('CMD %s, ENTRYPOINT %s: %s', (cmd, entry, expected) => {
    expect(quoteWords(argvOf(startOf(`FROM scratch\n${entries[entry]}${cmds[cmd]}`)))).toBe(expected);
  });

  it.each([
    ['CMD ["a"]', 'x y'],
    ['ENTRYPOINT ["e"]\nCMD ["a"]', 'e x y'],
    ['ENTRYPOINT e\nCMD ["a"]', '/bin/sh -c e'],
    ['CMD a', 'x y'],
  ])('%j with the arguments x y: %s', (lines, expected) => {
    expect(quoteWords(argvOf(startOf(`FROM scratch\n${lines}`), ['x', 'y']))).toBe(expected);
  });

  it('uses the SHELL at the position of each instruction', () => {
    const text = 'FROM debian\nCMD a b\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n';
    expect(quoteWords(argvOf(startOf(text)))).toBe("/bin/sh -c 'a b'");
  });

  it('distinguishes parts of the base from unknown parts', () => {
    expect(startOf('FROM debian').cmd).toMatchObject({ words: ['bash'], from: 'base-image' });
    expect(startOf('FROM debian').entrypoint).toBe('none');
    expect(startOf('FROM example.com/team/app')).toEqual({
      entrypoint: 'unknown',
      cmd: 'unknown',
      cmdRole: 'unknown',
      argv: [],
      process: undefined,
    });
  });

  it('an ENTRYPOINT of the file does not use the CMD of the base', () => {
    expect(quoteWords(argvOf(startOf('FROM debian\nENTRYPOINT ["app"]')))).toBe('app');
  });
});

describe('the role of CMD', () => {
  it.each([
    ['CMD ["a"]', 'started'],
    ['ENTRYPOINT []', 'started'],
    ['ENTRYPOINT ["server"]', 'arguments'],
    ['ENTRYPOINT server', 'ignored'],
    ['ENTRYPOINT exec tini --', 'ignored'],
    ['ENTRYPOINT ["tini", "--"]', 'wrapped'],
    ['ENTRYPOINT ["/sbin/tini-static", "--"]', 'wrapped'],
    ['ENTRYPOINT ["/usr/bin/dumb-init", "--"]', 'wrapped'],
    ['ENTRYPOINT ["dumb-init", "-v", "--rewrite", "15:3"]', 'wrapped'],
    ['ENTRYPOINT ["catatonit", "--"]', 'wrapped'],
    ['ENTRYPOINT ["docker-init", "--"]', 'wrapped'],
    ['ENTRYPOINT ["/init"]', 'wrapped'],
    ['ENTRYPOINT ["gosu", "app"]', 'wrapped'],
    ['ENTRYPOINT ["su-exec", "app:app"]', 'wrapped'],
    ['ENTRYPOINT ["tini", "--", "gosu", "app"]', 'wrapped'],
    ['ENTRYPOINT ["env", "A=1"]', 'wrapped'],
    ['ENTRYPOINT ["timeout", "5"]', 'wrapped'],
    ['ENTRYPOINT ["/docker-entrypoint.sh"]', 'wrapped'],
    ['ENTRYPOINT ["entrypoint.sh"]', 'wrapped'],
    ['ENTRYPOINT ["tini", "--", "/entrypoint.sh"]', 'wrapped'],
    ['ENTRYPOINT ["tini", "--", "node"]', 'arguments'],
    ['ENTRYPOINT ["gosu", "app", "node"]', 'arguments'],
    ['ENTRYPOINT ["su", "app", "-c", "node"]', 'arguments'],
    ['ENTRYPOINT ["supervisord", "-c", "/etc/supervisord.conf"]', 'arguments'],
    ['ENTRYPOINT ["s6-svscan", "/etc/s6"]', 'arguments'],
    ['ENTRYPOINT ["exec", "x"]', 'arguments'],
    ['ENTRYPOINT ["sh", "-c"]', 'arguments'],
  ])('%s: %s', (line, role) => {
    expect(startOf(`FROM debian:12\n${line}`).cmdRole).toBe(role);
  });

  it('an ENTRYPOINT of the parent stage applies', () => {
    expect(startOf('FROM debian:12 AS base\nENTRYPOINT ["tini", "--"]\nFROM base\nCMD a').cmdRole).toBe('wrapped');
  });
});

it('is read once per stage', () => {
  const { model, build } = documentOf('FROM debian:12\nCMD a');
  const facts = factsOf(model, build);
  expect(facts.startOf(model.final!)).toBe(facts.startOf(model.final!));
});
