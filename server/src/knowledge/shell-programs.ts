/** Which program /bin/sh is, by distribution: the shell of every command in shell form, unless SHELL names another. */
const shellsOfDistros: Readonly<Record<string, string>> = {
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

/** The program that `/bin/sh` is in a distribution; undefined where it is not known. */
export function shOfDistro(distro: string | undefined): string | undefined {
  return distro !== undefined && Object.hasOwn(shellsOfDistros, distro) ? shellsOfDistros[distro] : undefined;
}

/** Whether a shell (by name) replaces itself with the one simple command it is given; undefined where that is not known. */
export function shellExecs(name: string | undefined): boolean | undefined {
  return name !== undefined && Object.hasOwn(execsSimpleCommand, name) ? execsSimpleCommand[name] : undefined;
}
