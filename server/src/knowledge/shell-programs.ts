/** The program behind /bin/sh, by distribution. It runs every command in shell form, unless SHELL sets another shell. */
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
 * Whether a shell that runs one simple command with `-c` replaces itself with that command, so that the program gets the shell's process
 * ID. Observed with `sh -c 'sleep 1'`: dash 0.5.12 does not, bash 5.2 and the ash of BusyBox 1.35 do. With a pipeline, none of them does.
 */
const execsSimpleCommand: Readonly<Record<string, boolean>> = { dash: false, bash: true, ash: true, busybox: true };

/** The program behind `/bin/sh` in a distribution. Returns undefined if unknown. */
export function shellOfDistro(distro: string | undefined): string | undefined {
  return distro !== undefined && Object.hasOwn(shellsOfDistros, distro) ? shellsOfDistros[distro] : undefined;
}

/** Whether a shell (by name) replaces itself with a single simple command. Returns undefined if unknown. */
export function shellReplacesItself(name: string | undefined): boolean | undefined {
  return name !== undefined && Object.hasOwn(execsSimpleCommand, name) ? execsSimpleCommand[name] : undefined;
}
