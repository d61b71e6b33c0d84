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
  /** Those of them that are read as plain POSIX, and BusyBox, whose shell is one. */
  shLanguage: 'sh ash dash yash posh busybox',
  /** Those that have what bash adds (`[[`, arrays, `function`). */
  bashLanguage: 'bash rbash zsh ksh mksh oksh loksh lksh pdksh',
  powershellLanguage: 'powershell pwsh',
  cmdLanguage: 'cmd',

  /**
   * Made to be process 1: they start the command in their arguments, pass signals on to it and reap orphans. https://github.com/krallin/tini
   * (tini-static and the names of its release files), https://github.com/Yelp/dumb-init, https://github.com/openSUSE/catatonit, `docker run
   * --init` (docker-init), https://github.com/just-containers/s6-overlay (/init), https://github.com/phusion/baseimage-docker (my_init),
   * https://github.com/fpco/pid1
   */
  init: 'tini tini-static tini-amd64 tini-arm64 tini-static-amd64 tini-static-arm64 dumb-init catatonit docker-init init my_init pid1',
  /** They replace themselves with the command in their arguments, which keeps their process number. */
  replacesItself: 'env nice ionice chrt taskset nohup stdbuf gosu su-exec setuidgid s6-setuidgid setpriv chpst chroot busybox',
  /** They start what their own configuration names, and stop it when they are stopped. */
  supervisor: 'circusd foreman honcho monit runsvdir s6-svscan supervisord systemd',
  /** They start what a table of times names. */
  scheduler: 'anacron cron crond supercronic',

  /** Entrypoints of official images, which end by starting the command they are given. https://github.com/docker-library/official-images#consistency */
  entrypointScript: 'docker-entrypoint docker-entrypoint.sh docker-php-entrypoint entrypoint entrypoint.sh',

  /** Commands that a shell runs itself, without a program: POSIX.1-2024, `help` of bash 5.2, and the reserved word `time`. */
  builtin: `. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval exec exit export
    false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift
    shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait`,
  /** Those of them that only a shell has: no program of that name can be started without one. POSIX.1-2024, XCU 1.6 and 2.15. */
  builtinOnly: `. : alias bg bind break builtin caller cd command compgen complete continue declare dirs disown enable eval exec exit export fc
    fg getopts hash history jobs let local logout mapfile popd pushd read readarray readonly return set shift shopt source suspend times
    trap type typeset ulimit umask unalias unset wait`,
  /** Those before which an assignment stays in force (POSIX.1-2024, 2.15, special built-in utilities). */
  specialBuiltin: 'break : continue . eval exec exit export readonly return set shift source times trap unset',
  /** Those whose arguments are names, or `name=value`, that they set. */
  declaration: 'export readonly local declare typeset',
  /** Those of them that create a variable of the name, even where no value is given. */
  localDeclaration: 'local declare typeset',
  /** Those whose operands are names of variables that they fill from their input. */
  inputReader: 'read mapfile readarray',
  /** Those that change the state of their shell and nothing else. */
  shellState: `alias bg cd declare disown export fg getopts let local mapfile popd pushd read readarray readonly set shift shopt trap typeset
    ulimit umask unalias unset`,
  /** Those that change the directory of their shell. */
  directoryBuiltin: 'cd pushd popd',
  /** Those that set, read into or remove variables of their shell. */
  variableBuiltin: 'export readonly declare typeset local unset read mapfile readarray getopts let',
  /** Those that change the options of their shell, its arguments, or how it looks up commands. */
  optionBuiltin: 'set shopt shift enable hash',
  aliasBuiltin: 'alias unalias',
  /** Those that run text or a file as commands of their shell. */
  evaluatingBuiltin: 'eval . source',
  /** Those after which their shell runs nothing more. */
  endingBuiltin: 'exit return exec logout',
  /** Those whose effect is gone with the shell, and that are of use only to the commands after them. */
  shellSetting: 'alias shopt ulimit umask',

  /** They print their arguments. */
  printer: 'echo printf :',
  /** They read, print, wait or ask, and write no file unless their output is sent to one. */
  reader: `: [ [[ arch awk basename break cat cmp column comm command continue cut date df diff dirname dirs dpkg-query du echo egrep env exit expr
    false fgrep file gawk getconf getent grep groups hash head hexdump hostname id jobs join jq kill less locale ls lsb_release lscpu lsof
    mawk md5sum mount nproc od paste pgrep pkill printenv printf ps pwd readlink realpath return rev seq sha1sum sha224sum sha256sum
    sha384sum sha512sum shasum sleep sort stat strings sync tac tail test time tput tr true tty type umount uname uniq uptime wait wc which
    whoami yes`,
  /** They read and print, unless an option or an argument makes them write or run another command. */
  readerByDefault: 'find sed',
  /**
   * They gain nothing from being process 1: they end at once, or have no handler for the stop signal, which the kernel then keeps from
   * process 1 all the same (kill(2), Notes; coreutils).
   */
  endsAtOnce: '[ cat date df echo env false hostname id ls printenv printf pwd sleep tail test true uname whoami',
  /** Their own language has a `$`, so that one in their arguments may be theirs. */
  dollarLanguage: 'awk gawk mawk perl php ruby jq sed grep egrep envsubst make expect tclsh nginx caddy eval',

  /** They make, change or delete the files and folders that their operands name. */
  fileTool: 'dos2unix ln mkdir mkfifo mknod rm rmdir sed tee touch truncate unlink',
  /** They write what their operands name. */
  fileWriter: 'mkdir rmdir touch sed tee mkfifo truncate dos2unix',
  /** They write no more than a link, an empty file or a folder each, or what they are given as input. */
  smallFileTool: 'ln mkdir mkfifo mknod tee touch',
  /** They copy or move files to another place. */
  fileTransfer: 'cp mv install',
  /** They copy, move, link or delete files, or exchange programs. */
  fileMover: 'ln mv cp rm install dpkg-divert update-alternatives',
  fileOwnership: 'chmod chown chgrp',
  /** They make, change or delete users and groups. */
  accountTool: `addgroup adduser chpasswd chsh delgroup deluser gpasswd groupadd groupdel groupmod passwd useradd userdel usermod`,
  /** They write the configuration of the system, and nothing of the application's. */
  systemSetup: `chpasswd passwd usermod groupmod deluser userdel delgroup groupdel gpasswd chsh locale-gen localedef update-locale
    dpkg-reconfigure update-ca-certificates ldconfig update-alternatives setcap debconf-set-selections`,
  /** They write no more than a few small files of configuration. */
  settingsTool: `ldconfig update-alternatives update-rc.d update-ca-certificates a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf
    phpenmod phpdismod docker-php-ext-enable systemctl service rc-update crontab gpg gpgconf apt-key apt-mark debconf-set-selections
    ssh-keygen ssh-keyscan corepack visudo lighty-enable-mod install-info apt-config`,
  serviceManager: 'service systemctl rc-service start-stop-daemon pg_ctl pg_ctlcluster apachectl apache2ctl',
  /** Whatever their arguments, they have nothing to do with the sources of a project. */
  sourceFree: 'adduser addgroup cd corepack groupadd set true update-ca-certificates useradd usermod',

  /** They run a program as another user, or with that user's surroundings. */
  userSwitch: 'doas gosu runuser s6-setuidgid setpriv setuidgid su su-exec sudo',
  /** Those of them that entrypoint scripts give up root with, and the package that brings one. */
  rootDropper: 'gosu su-exec setpriv s6-setuidgid setuidgid s6-overlay',

  compiler: 'gcc g++ cc c++ clang clang++',
  /** They compile a project by its build files. */
  buildTool: 'cmake configure make meson ninja scons',
  /** They do whatever their file says. */
  taskRunner: 'make mage task just',
  /** Generators and build tools that write below the folder they run in, unless they are told to install. */
  generator: 'make mage task just buf protoc swag templ sqlc wire mockgen statik packr packr2 goreleaser strip upx',
  /** Those of them that make code, or change a program in its place, and nothing else. */
  codeGenerator: 'strip upx swag templ sqlc wire mockgen protoc buf statik packr packr2',
  /** They run a tool of a Node project, or are such a tool. */
  nodeTool: `node npx pnpx bunx esbuild grunt gulp ng nest next nuxt nx rollup sass tsc tsup turbo vite vue vue-cli-service webpack
    webpack-cli`,
  /** What the official node images bring. https://github.com/nodejs/docker-node */
  nodeImage: 'node nodejs npm npx corepack yarn yarnpkg docker-entrypoint.sh',
  nodeManager: 'npm yarn pnpm bun',
  /** They fetch a package and run its program. */
  packageRunner: 'npx pnpx bunx',
  /** They set variables and run the command in their arguments. */
  nodeEnvironment: 'cross-env dotenv env-cmd',
  /** In a script of package.json: they leave nothing that the container needs, except what their operands name. */
  nodeScriptHelper: 'rimraf tsc-alias del del-cli rm echo exit true test mkdir mkdirp shx cross-env dotenv-cli',
  /** Package managers that corepack provides, with their other names. https://github.com/nodejs/corepack */
  corepackManager: 'pnpm pnpx yarn yarnpkg',
  /** They run Go code, and compile it first. */
  goRunner: 'go air gin reflex CompileDaemon realize fresh dlv modd',
  /** Package managers of Python that keep the packages in an environment of their own. */
  pythonEnvironmentManager: 'pipenv poetry pdm uv conda pipx',
  /** What a Python environment brings: the interpreter, pip, and servers that are installed as packages. */
  pythonProgram: 'python pip gunicorn uvicorn celery flask django django-admin',
  webServer: 'nginx httpd apache2ctl apachectl lighttpd caddy',

  download: 'curl wget',
  archive: 'tar unzip',
  versionControl: 'git',
  apt: 'apt-get apt aptitude',
  /** Language package managers that write a package named on their command line into the project's manifest. */
  manifestWriter: 'npm yarn pnpm bun poetry pdm pipenv composer go',
  /** They run a package where `init` names one (`npm init vite`). */
  packageInit: 'npm yarn pnpm',

  /** What people type into a Dockerfile as they would into a terminal, without RUN. */
  terminalCommand: `apk apt apt-get bash bundle cargo cat cd chmod chown composer cp curl dnf dotnet echo export git go gradle java ln ls make mkdir
    mv mvn node npm npx pip pip3 pnpm poetry python python3 rm sed service sh source sudo tar touch unzip useradd uv wget yarn yum`,
} as const;

export type ProgramRole = keyof typeof programsByRole;

/** All roles. */
export const programRoles = Object.keys(programsByRole) as readonly ProgramRole[];

const names: ReadonlyMap<ProgramRole, ReadonlySet<string>> = new Map(
  (Object.entries(programsByRole) as [ProgramRole, string][]).map(([role, list]) => [role, new Set(list.split(/\s+/))]),
);

/** The names of the programs with a role. */
export function programsWith(role: ProgramRole): ReadonlySet<string> {
  return names.get(role)!;
}

/**
 * The name of a program without its folder: `/usr/bin/apt-get` is `apt-get`, `C:\Windows\System32\cmd.exe` is `cmd`. Letter case counts, except
 * in the names of Windows programs.
 */
export function programName(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  const lower = name.toLowerCase();
  if (lower.endsWith('.exe')) return lower.slice(0, -'.exe'.length);
  return isListed(lower, ['powershellLanguage', 'cmdLanguage']) ? lower : name;
}

/** Whether a program, given by its name or path, has one of the roles. */
export function hasRole(program: string, ...roles: readonly ProgramRole[]): boolean {
  if (isListed(program, roles)) return true;
  const name = programName(program);
  return (name !== program && isListed(name, roles)) || (version.test(name) && isListed(name.replace(version, ''), roles));
}

/** `python3.12`, `g++-14`, `php8`. */
const version = /-?\d+(?:\.\d+)*$/;

function isListed(name: string, roles: readonly ProgramRole[]): boolean {
  return roles.some((role) => names.get(role)!.has(name));
}

/** The languages of shells that are told apart. */
export type ShellLanguage = 'sh' | 'bash' | 'powershell' | 'cmd';

/** The language that a shell reads, given by its name or path; undefined for a program that reads none of these (fish, csh, python). */
export function shellLanguage(program: string): ShellLanguage | undefined {
  const languages = ['sh', 'bash', 'powershell', 'cmd'] as const;
  return languages.find((language) => hasRole(program, `${language}Language`));
}
