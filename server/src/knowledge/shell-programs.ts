import { baseName } from '../base/paths.ts';

/** Which program /bin/sh is, by distribution: the shell of every command in shell form, unless SHELL names another. */
const shOfDistro: Readonly<Record<string, string>> = {
  // https://wiki.debian.org/Shell and https://wiki.ubuntu.com/DashAsBinSh
  debian: 'dash',
  ubuntu: 'dash',
  // BusyBox
  alpine: 'ash',
  busybox: 'ash',
  // Packages that provide /bin/sh there
  almalinux: 'bash',
  amazonlinux: 'bash',
  archlinux: 'bash',
  centos: 'bash',
  fedora: 'bash',
  opensuse: 'bash',
  oraclelinux: 'bash',
  rhel: 'bash',
  rockylinux: 'bash',
  ubi: 'bash',
  wolfi: 'ash',
};

/**
 * Whether a shell that was given one simple command with `-c` replaces itself by it, so that the program gets the shell's process
 * number. Seen with `sh -c 'sleep 1'`: dash 0.5.12 stays, bash 5.2 and the ash of BusyBox 1.35 do not. With a pipeline all three stay.
 */
const execsSimpleCommand: Readonly<Record<string, boolean>> = { dash: false, bash: true, ash: true, busybox: true };

/** What becomes of the shell around a command in shell form. */
export interface ShellProgram {
  /** `dash`, `bash`, `ash`; undefined where it cannot be told. */
  readonly name: string | undefined;
  /** It replaces itself by a simple command; undefined where that cannot be told. */
  readonly execs: boolean | undefined;
}

/** The shell behind the first word of SHELL, as far as the distribution and the name tell. */
export function shellProgram(path: string, distro: string | undefined): ShellProgram {
  const base = baseName(path);
  const name = base === 'sh' ? distro && shOfDistro[distro] : base;
  return { name, execs: name === undefined ? undefined : execsSimpleCommand[name] };
}

/**
 * Programs made to be process 1: they pass signals on to the program behind them and take in orphans.
 * https://github.com/krallin/tini, https://github.com/Yelp/dumb-init, https://github.com/just-containers/s6-overlay,
 * https://github.com/openSUSE/catatonit, http://supervisord.org
 */
const inits: ReadonlySet<string> = new Set([
  'tini',
  'tini-static',
  'dumb-init',
  'catatonit',
  'docker-init',
  's6-svscan',
  'init',
  'supervisord',
  'runsvdir',
]);

/** Whether a program (path or name) is an init: one that handles signals for others. */
export function isInit(program: string): boolean {
  return inits.has(baseName(program));
}
