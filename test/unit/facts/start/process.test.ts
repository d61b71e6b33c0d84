import { describe, expect, it } from 'vitest';
import { commandsOfArgv } from '../../../../server/src/facts/start/commands.ts';
import { processOne, readProcess, shellBlockingSignal } from '../../../../server/src/facts/start/process.ts';

const sh = (text: string): string[] => ['/bin/sh', '-c', text];

/** Observed with dash 0.5.12, bash 5.2 and BusyBox 1.35: see knowledge/shell-programs.ts. */
describe('process 1', () => {
  it.each([
    [['node', 'a.js'], 'debian', { kind: 'program', name: 'node' }],
    [sh('node a.js'), 'debian', { kind: 'shell', shellName: 'dash', program: 'node', replaced: false, exec: false }],
    [sh('node a.js'), 'alpine', { kind: 'shell', shellName: 'ash', program: 'node', replaced: true }],
    [sh('node a.js'), 'fedora', { kind: 'shell', shellName: 'bash', program: 'node', replaced: true }],
    [sh('node a.js > /log'), 'fedora', { kind: 'shell', shellName: 'bash', replaced: false }],
    [sh('node a.js'), undefined, { kind: 'shell', shellName: undefined, replaced: undefined }],
    [sh('exec node a.js'), 'debian', { kind: 'shell', program: 'node', exec: true, replaced: true, hasCommandsBefore: false }],
    [sh('migrate && node a.js'), 'alpine', { kind: 'shell', program: 'node', replaced: true, hasCommandsBefore: true }],
    [sh('node a.js | tee /log'), 'alpine', { kind: 'shell', program: undefined, replaced: false }],
    [sh('node a.js &'), 'alpine', { kind: 'shell', replaced: false }],
    [['bash', '-o', 'pipefail', '-ec', 'exec "$@"'], 'debian', { kind: 'shell', shell: 'bash', program: '"$@"', exec: true }],
    [['mksh', '-c', 'node a.js'], 'debian', { kind: 'shell', shellName: 'mksh', program: 'node', replaced: undefined }],
    [['fish', '-c', 'node a.js'], 'debian', { kind: 'shell', shellName: 'fish', program: 'node', replaced: undefined }],
    [['fish', '-c', 'if true; node; end'], 'debian', { kind: 'shell', program: undefined }],
    [['busybox', 'sh', '-c', 'node a.js'], 'debian', { kind: 'shell', shellName: 'ash', replaced: true }],
    [['/usr/bin/tini', '-g', '--', '/app/run', 'x'], 'debian', { kind: 'init', name: 'tini', next: { kind: 'program', name: 'run' } }],
    [['/sbin/tini-static', '--', ...sh('node')], 'debian', { kind: 'init', name: 'tini-static', next: { kind: 'shell', program: 'node' } }],
    [['dumb-init', 'node'], 'debian', { kind: 'init', name: 'dumb-init', next: { name: 'node' } }],
    [['supervisord', '-c', '/etc/s.conf'], 'debian', { kind: 'init', name: 'supervisord', next: undefined }],
    [['gosu', 'app', 'node', 'a.js'], 'debian', { kind: 'program', name: 'node' }],
    [['/usr/bin/env', 'A=1', 'node', 'a.js'], 'debian', { kind: 'program', name: 'node' }],
    [['gosu', 'app'], 'debian', { kind: 'wrapper', name: 'gosu', next: undefined }],
    [['sudo', '-u', 'app', 'node'], 'debian', { kind: 'wrapper', name: 'sudo', next: { name: 'node' } }],
    [['su', 'app', '-c', 'node a.js'], 'debian', { kind: 'wrapper', name: 'su', next: { kind: 'shell', program: 'node' } }],
    [['bash', 'start.sh'], 'debian', { kind: 'program', name: 'bash' }],
    [['exec', 'node'], 'debian', { kind: 'program', name: 'exec' }],
    [['./docker-entrypoint.sh', 'app'], 'debian', { kind: 'program', name: 'docker-entrypoint.sh' }],
    [sh('a || exec node'), 'debian', { program: 'node', exec: true, hasCommandsBefore: true }],
    [sh('exec -a name node'), 'debian', { program: 'name', exec: true }],
    [sh('(node a.js)'), 'debian', { program: undefined, replaced: false }],
    [sh('if a; then node; fi'), 'alpine', { program: undefined, replaced: false }],
    [sh('node a.js < /in'), 'alpine', { program: 'node', replaced: true }],
    [sh('/usr/bin/node a.js'), 'alpine', { program: 'node', text: '/usr/bin/node a.js' }],
    [['bash', '-c', 'node', 'a', 'b'], 'debian', { shell: 'bash', text: 'node', program: 'node' }],
    [['bash', '-c', 'node > /log'], 'debian', { replaced: false }],
    [['bash', '-c', 'node & wait'], 'debian', { program: 'wait', hasCommandsBefore: true }],
    [['bash', '-c'], 'debian', { kind: 'program', name: 'bash' }],
    [['bash', '--version'], 'debian', { kind: 'program', name: 'bash' }],
    [['fish', '-c', 'a; b'], 'debian', { kind: 'shell', program: undefined, hasCommandsBefore: false }],
    [['fish', '-c', 'node "a'], 'debian', { kind: 'shell', program: undefined }],
    [['runuser', '-u', 'app', '--', 'node'], 'debian', { kind: 'wrapper', name: 'runuser', next: { name: 'node' } }],
    [['su', 'app'], 'debian', { kind: 'wrapper', name: 'su', next: undefined }],
    [['su', 'app', '-c'], 'debian', { kind: 'wrapper', name: 'su' }],
    [['tini'], 'debian', { kind: 'init', name: 'tini', next: undefined }],
    [['tini', '--', 'gosu', 'app', 'node'], 'debian', { kind: 'init', next: { kind: 'wrapper', name: 'gosu', replacesItself: true } }],
    [['busybox', 'ls'], 'debian', { kind: 'program', name: 'ls' }],
  ])('%j on %s', (argv, distro, expected) => {
    expect(processOne(readProcess(argv, { distro, official: false })!)).toMatchObject(expected);
  });

  it('the entrypoint of an official image is replaced with its command', () => {
    const found = readProcess(['docker-entrypoint.sh', ...sh('npm start')], { distro: 'debian', official: true });
    expect(found).toMatchObject({
      kind: 'handover',
      name: 'docker-entrypoint.sh',
      next: { kind: 'shell', program: 'npm', replaced: false },
    });
    expect(shellBlockingSignal(found!)?.program).toBe('npm');
    const direct = readProcess(['docker-entrypoint.sh', 'npm', 'start'], { distro: 'debian', official: true });
    expect(shellBlockingSignal(direct!)).toBeUndefined();
    expect(shellBlockingSignal(readProcess(['docker-entrypoint.sh'], { distro: 'debian', official: true })!)).toBeUndefined();
  });
});

it.each([
  [sh('node a.js'), 'debian', 'node'],
  [['gosu', 'app', ...sh('node a.js')], 'debian', 'node'],
  [sh('exec node a.js'), 'debian', undefined],
  [sh('node a.js'), 'alpine', undefined],
  [sh('node a.js'), undefined, undefined],
  [['mksh', '-c', 'node a.js'], 'debian', undefined],
  [['tini', '--', ...sh('node a.js')], 'debian', undefined],
  [['node', 'a.js'], 'debian', undefined],
  [['bash', '-c', 'node a.js > /log'], 'debian', 'node'],
  [['bash', '-c', 'node a.js'], 'debian', undefined],
  [sh('node a.js &'), 'alpine', undefined],
  [sh('a && node a.js'), 'debian', 'node'],
  [['sudo', ...sh('node a.js')], 'debian', undefined],
])('the shell keeps the signal: %j on %s', (argv, distro, program) => {
  expect(shellBlockingSignal(readProcess(argv, { distro, official: false })!)?.program).toBe(program);
});

it.each([
  [['node', 'a.js'], ['node a.js']],
  [sh('a && b c'), ['/bin/sh -c', 'a', 'b c']],
  [
    ['tini', '-g', '--', 'gosu', 'app', 'node', 'a.js'],
    ['tini', 'gosu', 'node a.js'],
  ],
  [
    ['bash', '-lc', 'exec sudo app'],
    ['bash -lc', 'sudo', 'app'],
  ],
  [['gosu', 'app'], ['gosu app']],
  [sh('A=1'), ['/bin/sh -c']],
  [sh('A=1 node a.js'), ['/bin/sh -c', 'node a.js']],
  [
    ['busybox', 'sh', '-c', 'a b'],
    ['busybox', 'sh -c', 'a b'],
  ],
  [['sh', 'start.sh'], ['sh start.sh']],
  [[], []],
])('the commands of %j', (argv, commands) => {
  expect(commandsOfArgv(argv).map((words) => words.join(' '))).toEqual(commands);
});
