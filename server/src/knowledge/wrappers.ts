/** The options of a program that runs another command, and what it changes for that command. */
export interface Wrapper {
  /** Options whose value is the next word, unless it is in the same word. */
  readonly valued?: readonly string[];
  /** Operands before the command (`timeout 5 cmd`). */
  readonly operands?: number;
  /** Whether `NAME=value` words can come before the command. */
  readonly assignments?: boolean;
  /** Whether the first operand is the user (`gosu app cmd`). */
  readonly userOperand?: boolean;
  /** Options whose value is the user. */
  readonly userOptions?: readonly string[];
  /** The user without such an option or operand; undefined if the user does not change. */
  readonly defaultUser?: string;
  /** Options whose value is the working directory of the command. */
  readonly directoryOptions?: readonly string[];
  /** Options that start a login shell: the working directory is then the user's home. */
  readonly loginOptions?: readonly string[];
  /** Options with which it does not run the command in its arguments (`command -v`). */
  readonly exceptOptions?: RegExp;
  /** Options whose value is a script for a shell (`su -c`). */
  readonly scriptOptions?: readonly string[];
  /** Whether it is part of the shell: the command can be a builtin and affects the shell itself. */
  readonly inShell?: boolean;
}

const tini: Wrapper = { valued: ['-p', '-e'] };
const asUser: Wrapper = { operands: 1, userOperand: true };

/**
 * Programs and builtins that run the command in their arguments without changing its meaning, by name. Options from the manuals of sudo
 * 1.9, coreutils 9, util-linux 2.40, bash 5.2, gosu, su-exec, tini, dumb-init, catatonit, eatmydata, fakeroot, daemontools, s6, xvfb-run,
 * BusyBox 1.37.
 */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  command: { inShell: true, exceptOptions: /^-[a-z]*[vV]/ },
  builtin: { inShell: true },
  exec: { valued: ['-a'] },
  eatmydata: {},
  fakeroot: { valued: ['-l', '--lib', '-s', '-i', '-b', '--faked'] },
  nohup: {},
  setsid: {},
  time: { valued: ['-f', '--format', '-o', '--output'] },
  nice: { valued: ['-n', '--adjustment'] },
  ionice: { valued: ['-c', '--class', '-n', '--classdata'] },
  chrt: { operands: 1, valued: ['-T', '--sched-runtime', '-P', '--sched-period', '-D', '--sched-deadline'] },
  taskset: { operands: 1, exceptOptions: /^(?:-[a-z]*p|--pid)/ },
  stdbuf: { valued: ['-i', '--input', '-o', '--output', '-e', '--error'] },
  unbuffer: {},
  timeout: { valued: ['-k', '--kill-after', '-s', '--signal'], operands: 1 },
  env: { valued: ['-u', '--unset', '-C', '--chdir'], assignments: true, directoryOptions: ['-C', '--chdir'] },
  sudo: {
    valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '--close-from', '-r', '--role', '-t', '--type', '-D', '--chdir'], // prettier-ignore
    assignments: true,
    userOptions: ['-u', '--user'],
    defaultUser: 'root',
    directoryOptions: ['-D', '--chdir'],
    loginOptions: ['-i', '--login'],
  },
  doas: { valued: ['-u', '-C'], userOptions: ['-u'], defaultUser: 'root' },
  gosu: asUser,
  'su-exec': asUser,
  setuidgid: asUser,
  's6-setuidgid': asUser,
  runuser: {
    valued: ['-u', '--user', '-g', '--group', '-G', '--supp-group', '-s', '--shell', '-w', '--whitelist-environment', '-c', '--command'],
    userOptions: ['-u', '--user'],
    userOperand: true,
    defaultUser: 'root',
    loginOptions: ['-', '-l', '--login'],
    scriptOptions: ['-c', '--command'],
  },
  su: {
    valued: ['-g', '--group', '-G', '--supp-group', '-s', '--shell', '-w', '--whitelist-environment', '-c', '--command'],
    userOperand: true,
    defaultUser: 'root',
    loginOptions: ['-', '-l', '--login'],
    scriptOptions: ['-c', '--command'],
  },
  'xvfb-run': { valued: ['-e', '--error-file', '-f', '--auth-file', '-n', '--server-num', '-p', '--xauth-protocol', '-s', '--server-args', '-w', '--wait'] }, // prettier-ignore
  'dbus-run-session': { valued: ['--config-file', '--dbus-daemon'] },
  // Runs an applet: `busybox wget`. With an option it manages BusyBox itself.
  busybox: { exceptOptions: /^-/ },
  tini,
  'tini-static': tini,
  'docker-init': tini,
  'dumb-init': { valued: ['-r', '--rewrite'] },
  catatonit: {},
};
