/** How a program that runs another command takes its options, and what it changes for that command. */
export interface Wrapper {
  /** Options that take the next word as their value, when it is not in the same word. */
  readonly valued?: readonly string[];
  /** Operands before the command (`timeout 5 cmd`). */
  readonly operands?: number;
  /** `NAME=value` words may come before the command. */
  readonly assignments?: boolean;
  /** Its first operand names the user (`gosu app cmd`). */
  readonly userOperand?: boolean;
  /** Options that name the user. */
  readonly userOptions?: readonly string[];
  /** The user without such an option or operand; undefined where the user stays the same. */
  readonly defaultUser?: string;
  /** Options that name the directory the command runs in. */
  readonly directoryOptions?: readonly string[];
  /** Options that start a login shell: the directory is then the user's home. */
  readonly loginOptions?: readonly string[];
  /** Options after which it runs no command in its arguments (`command -v`). */
  readonly exceptOptions?: RegExp;
  /** Options whose value is a script for a shell (`su -c`). */
  readonly scriptOptions?: readonly string[];
  /** It is part of the shell: what it runs may be a builtin, and acts on the shell itself. */
  readonly inShell?: boolean;
}

const tini: Wrapper = { valued: ['-p', '-e'] };
const asUser: Wrapper = { operands: 1, userOperand: true };

/**
 * Programs and builtins that run the command in their arguments and leave its meaning as it is, by name. Their options as in the manuals of
 * sudo 1.9, coreutils 9, util-linux 2.40, bash 5.2, gosu, su-exec, tini, dumb-init, catatonit, eatmydata, fakeroot, daemontools, s6, xvfb-run,
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
  // An applet by its name: `busybox wget`. With an option it manages BusyBox itself.
  busybox: { exceptOptions: /^-/ },
  tini,
  'tini-static': tini,
  'docker-init': tini,
  'dumb-init': { valued: ['-r', '--rewrite'] },
  catatonit: {},
};
