/**
 * The one vocabulary of programs: which roles a program has, by its name. Every other module asks here and keeps no list of its own
 * (test/unit/knowledge/vocabulary.test.ts holds that). A name stands for the program in any folder, and with a version behind it:
 * `/usr/bin/python3.12` is `python`. Sources are the manuals of the programs unless a row names another; read 2026-11.
 */
const programsByRole = {
  /**
   * Shells: what they are given behind -c they expand themselves. Debian's /etc/shells and the packages that add to it, BusyBox, and the
   * shells of Windows.
   */
  shell: 'sh bash ash dash ksh mksh oksh loksh lksh pdksh yash posh rbash zsh fish csh tcsh elvish nu xonsh busybox cmd powershell pwsh',
  /** Shells that read the POSIX command language, so that `-c` is followed by a script we can read. */
  posixShell: 'sh bash ash dash ksh mksh oksh loksh lksh pdksh yash posh rbash zsh',

  /**
   * Made to be process 1: they start the command in their arguments, pass signals on to it and reap orphans. https://github.com/krallin/tini
   * (tini-static and the names of its release files), https://github.com/Yelp/dumb-init, https://github.com/openSUSE/catatonit, `docker run
   * --init` (docker-init), https://github.com/just-containers/s6-overlay (/init), https://github.com/phusion/baseimage-docker (my_init),
   * https://github.com/fpco/pid1
   */
  init: 'tini tini-static tini-amd64 tini-arm64 tini-static-amd64 tini-static-arm64 dumb-init catatonit docker-init init my_init pid1',
  /** They start what their own configuration names, and stop it when they are stopped. */
  supervisor: 'circusd foreman honcho monit runsvdir s6-svscan supervisord systemd',
  /** They start what a table of times names. */
  scheduler: 'anacron cron crond supercronic',

  /** Programs whose own language has a `$`, so that one in their arguments may be theirs. */
  dollarLanguage: 'awk gawk mawk perl php ruby jq sed grep egrep envsubst make expect tclsh nginx caddy eval',
} as const;

export type ProgramRole = keyof typeof programsByRole;

const names: ReadonlyMap<ProgramRole, ReadonlySet<string>> = new Map(
  (Object.entries(programsByRole) as [ProgramRole, string][]).map(([role, list]) => [role, new Set(list.split(/\s+/))]),
);

/** The names of the programs with a role. */
export function programsWith(role: ProgramRole): ReadonlySet<string> {
  return names.get(role)!;
}

/** The name of a program without its folder: `/usr/bin/apt-get` is `apt-get`, `C:\Windows\System32\cmd.exe` is `cmd`. */
export function programName(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  return name.toLowerCase().endsWith('.exe') ? name.slice(0, -'.exe'.length).toLowerCase() : name;
}

/** Whether a program, given by its name or path, has one of the roles. */
export function hasRole(program: string, ...roles: readonly ProgramRole[]): boolean {
  const name = programName(program);
  return isListed(name, roles) || (version.test(name) && isListed(name.replace(version, ''), roles));
}

/** `python3.12`, `g++-14`, `php8`. */
const version = /-?\d+(?:\.\d+)*$/;

function isListed(name: string, roles: readonly ProgramRole[]): boolean {
  return roles.some((role) => names.get(role)!.has(name));
}
