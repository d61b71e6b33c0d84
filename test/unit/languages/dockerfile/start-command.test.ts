import { describe, expect, it } from 'vitest';
import { createModel } from '../../../../server/src/model/index.ts';
import { firstProcess } from '../../../../server/src/languages/dockerfile/first-process.ts';
import { quoteWords } from '../../../../server/src/languages/dockerfile/shell-text.ts';
import { argvOf, inExecForm, inShellForm, startCommandOf, writtenAs } from '../../../../server/src/languages/dockerfile/start-command.ts';
import type { CommandPart } from '../../../../server/src/languages/dockerfile/start-command.ts';
import { parse } from '../../../../server/src/syntax/parse.ts';

function start(text: string): ReturnType<typeof startCommandOf> {
  const model = createModel(parse(text));
  return startCommandOf(model, model.final!);
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
    expect(quoteWords(argvOf(start(`FROM scratch\n${entries[entry]}${cmds[cmd]}`)))).toBe(expected);
  });

  it.each([
    ['CMD ["a"]', 'x y'],
    ['ENTRYPOINT ["e"]\nCMD ["a"]', 'e x y'],
    ['ENTRYPOINT e\nCMD ["a"]', '/bin/sh -c e'],
    ['CMD a', 'x y'],
  ])('%j with the arguments x y: %s', (lines, expected) => {
    expect(quoteWords(argvOf(start(`FROM scratch\n${lines}`), ['x', 'y']))).toBe(expected);
  });

  it('takes the SHELL that was in force where each was written', () => {
    const text = 'FROM debian\nCMD a b\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n';
    expect(quoteWords(argvOf(start(text)))).toBe("/bin/sh -c 'a b'");
  });

  it('keeps what the base brings, and what is not known of it apart', () => {
    expect(start('FROM debian').cmd).toMatchObject({ words: ['bash'], from: 'base-image' });
    expect(start('FROM debian').entrypoint).toBe('none');
    expect(start('FROM example.com/team/app')).toEqual({ entrypoint: 'unknown', cmd: 'unknown' });
  });

  it('gives no CMD of the base to an ENTRYPOINT of the file', () => {
    expect(quoteWords(argvOf(start('FROM debian\nENTRYPOINT ["app"]')))).toBe('app');
  });
});

describe('the other form', () => {
  const part = (form: CommandPart['form'], ...words: string[]): CommandPart => ({ form, words, shell: ['/bin/sh', '-c'], from: 'default' });

  it.each([
    [part('shell', 'node server.js'), '["node", "server.js"]'],
    [part('shell', 'exec node server.js'), '["node", "server.js"]'],
    [part('shell', 'exec $APP'), '["/bin/sh", "-c", "exec $APP"]'],
    [part('shell', "echo 'a b'"), '["echo", "a b"]'],
    [part('shell', 'echo $HOME'), '["/bin/sh", "-c", "echo $HOME"]'],
    [part('shell', 'a && b'), '["/bin/sh", "-c", "a && b"]'],
  ])('%j in exec form is %s', (from, expected) => {
    expect(writtenAs(inExecForm(from))).toBe(expected);
  });

  it.each([
    [part('exec', 'node', 'server.js'), 'node server.js'],
    [part('exec', 'echo', 'a b', "it's"), String.raw`echo 'a b' 'it'\''s'`],
    [part('exec', 'sh', '-c', 'a && b'), 'a && b'],
    [part('exec', 'sh', '-c', 'a', 'b'), 'sh -c a b'],
  ])('%j in shell form is %s', (from, expected) => {
    expect(writtenAs(inShellForm(from))).toBe(expected);
  });
});

/** Seen with dash 0.5.12, bash 5.2 and BusyBox 1.35: see knowledge/shell-programs.ts. */
describe('process 1', () => {
  const sh = (text: string): string[] => ['/bin/sh', '-c', text];
  it.each([
    [['node', 'a.js'], 'debian', { kind: 'program', program: 'node' }],
    [sh('node a.js'), 'debian', { kind: 'shell', name: 'dash', program: 'node', replaced: false, exec: false }],
    [sh('node a.js'), 'alpine', { kind: 'shell', name: 'ash', program: 'node', replaced: true }],
    [sh('node a.js'), 'fedora', { kind: 'shell', name: 'bash', program: 'node', replaced: true }],
    [sh('node a.js > /log'), 'fedora', { kind: 'shell', name: 'bash', replaced: false }],
    [sh('node a.js'), undefined, { kind: 'shell', name: undefined, replaced: undefined }],
    [sh('exec node a.js'), 'debian', { kind: 'shell', program: 'node', exec: true, replaced: true, before: false }],
    [sh('migrate && node a.js'), 'alpine', { kind: 'shell', program: 'node', replaced: true, before: true }],
    [sh('node a.js | tee /log'), 'alpine', { kind: 'shell', program: undefined, replaced: false }],
    [sh('node a.js &'), 'alpine', { kind: 'shell', replaced: false }],
    [['bash', '-o', 'pipefail', '-ec', 'exec "$@"'], 'debian', { kind: 'shell', shell: 'bash', program: '"$@"', exec: true }],
    [['/usr/bin/tini', '-g', '--', '/app/run', 'x'], 'debian', { kind: 'init', init: 'tini', program: 'run' }],
    [['dumb-init', 'node'], 'debian', { kind: 'init', init: 'dumb-init', program: 'node' }],
    [['bash', 'start.sh'], 'debian', { kind: 'program', program: 'bash' }],
    [['./docker-entrypoint.sh', 'app'], 'debian', { kind: 'program', program: 'docker-entrypoint.sh' }],
  ])('%j on %s', (argv, distro, expected) => {
    expect(firstProcess(argv, distro, false)).toMatchObject(expected);
  });

  it('looks behind the entrypoint of an official image', () => {
    const found = firstProcess(['docker-entrypoint.sh', ...sh('npm start')], 'debian', true);
    expect(found).toMatchObject({
      kind: 'handover',
      script: 'docker-entrypoint.sh',
      next: { kind: 'shell', program: 'npm', replaced: false },
    });
  });
});
