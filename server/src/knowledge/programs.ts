import { addToList } from '../base/lists.ts';
import { lazy, memoize } from '../base/memoize.ts';
/**
 * The vocabulary of programs: the roles of each program by name. No other module keeps a list of program names
 * (test/unit/knowledge/vocabulary.test.ts checks that). A name matches the program in any folder, and with a version suffix:
 * `/usr/bin/python3.12` is `python`. Sources are the manuals of the programs unless a row names another; read 2026-11.
 */
const programsByRole = {
  /**
   * Shells: they expand variables in the argument of -c. From Debian's /etc/shells and the packages that add to it, BusyBox, and the
   * Windows shells.
   */
  shell: 'sh bash ash dash ksh mksh oksh loksh lksh pdksh yash posh rbash zsh fish csh tcsh elvish nu xonsh busybox cmd powershell pwsh',
  /** Shells with the POSIX command language: the argument of `-c` is a script that we can parse. */
  posixShell: 'sh bash ash dash ksh mksh oksh loksh lksh pdksh yash posh rbash zsh',
  /** POSIX shells that are parsed as plain POSIX, and BusyBox, which contains such a shell. */
  shLanguage: 'sh ash dash yash posh busybox',
  /** POSIX shells with the extensions of bash (`[[`, arrays, `function`). */
  bashLanguage: 'bash rbash zsh ksh mksh oksh loksh lksh pdksh',
  powershellLanguage: 'powershell pwsh',
  cmdLanguage: 'cmd',

  /**
   * Programs made to be process 1: they start the command in their arguments, forward signals to it and reap orphans.
   * https://github.com/krallin/tini (tini-static and the names of its release files), https://github.com/Yelp/dumb-init,
   * https://github.com/openSUSE/catatonit, `docker run --init` (docker-init), https://github.com/just-containers/s6-overlay (/init),
   * https://github.com/phusion/baseimage-docker (my_init), https://github.com/fpco/pid1
   */
  init: 'tini tini-static tini-amd64 tini-arm64 tini-static-amd64 tini-static-arm64 dumb-init catatonit docker-init init my_init pid1',
  /** Programs that replace themselves with the command in their arguments, which keeps their process ID. */
  replacesItself: 'env nice ionice chrt taskset nohup stdbuf gosu su-exec setuidgid s6-setuidgid setpriv chpst chroot busybox',
  /** Programs that start what their own configuration lists, and stop it when they are stopped. */
  supervisor: 'circusd foreman honcho monit runsvdir s6-svscan supervisord systemd',
  /** Programs that start commands at scheduled times. */
  scheduler: 'anacron cron crond supercronic',

  /**
   * Entrypoints of official images, which finally start the command in their arguments.
   * https://github.com/docker-library/official-images#consistency
   */
  entrypointScript: 'docker-entrypoint docker-entrypoint.sh docker-php-entrypoint entrypoint entrypoint.sh',

  /** Commands that a shell implements itself: POSIX.1-2024, `help` of bash 5.2, and the reserved word `time`. */
  builtin: `. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval exec exit export
    false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift
    shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait`,
  /** Builtins for which no program of that name exists. POSIX.1-2024, XCU 1.6 and 2.15. */
  builtinOnly: `. : alias bg bind break builtin caller cd command compgen complete continue declare dirs disown enable eval exec exit export fc
    fg getopts hash history jobs let local logout mapfile popd pushd read readarray readonly return set shift shopt source suspend times
    trap type typeset ulimit umask unalias unset wait`,
  /** Builtins after which a variable assignment before them stays in effect (POSIX.1-2024, 2.15, special built-in utilities). */
  specialBuiltin: 'break : continue . eval exec exit export readonly return set shift source times trap unset',
  /** Builtins whose arguments are `name` or `name=value`. */
  declaration: 'export readonly local declare typeset',
  /** Declaration builtins that create a variable even without a value. */
  localDeclaration: 'local declare typeset',
  /** Builtins whose operands are names of variables that they set from their input. */
  inputReader: 'read mapfile readarray',
  /** Programs that create, empty or delete the files in their arguments, and neither print nor store their names. */
  namedFiles: 'rm rmdir touch truncate unlink',
  /** Builtins that only change the state of the shell. */
  shellState: `alias bg cd declare disown export fg getopts let local mapfile popd pushd read readarray readonly set shift shopt trap typeset
    ulimit umask unalias unset`,
  /** Builtins that change the working directory of the shell. */
  directoryBuiltin: 'cd pushd popd',
  /** Builtins that set, read into or remove variables of the shell. */
  variableBuiltin: 'export readonly declare typeset local unset read mapfile readarray getopts let',
  /** Builtins that change the options of the shell, its arguments, or how it finds commands. */
  optionBuiltin: 'set shopt shift enable hash',
  aliasBuiltin: 'alias unalias',
  /** Builtins that run text or a file as commands of the shell. */
  evaluatingBuiltin: 'eval . source',
  /** Builtins after which the shell runs no further commands. */
  endingBuiltin: 'exit return exec logout',
  /** Builtins whose effect ends with the shell and only matters to the commands after them. */
  shellSetting: 'alias shopt ulimit umask',

  /** Commands that tell whether a program exists, with its name or path as an argument. */
  existenceCheck: 'command hash type test [ [[ which whereis',
  /** Programs whose exit status is usually the answer to a question. */
  question: '[ [[ command egrep fgrep getent grep hash id pgrep test type which whereis',
  /** Programs of the distribution that are also in packages of npm, PyPI, RubyGems or another language. */
  languagePackage: `ansible ansible-playbook ccache certbot clang cmake composer docker git-lfs gosu java meson ninja node npm npx php pip
    pip3 protoc python ruby shellcheck supervisorctl supervisord swig yarn`,
  /** Programs that print their arguments. */
  printer: 'echo printf :',
  /** Programs that print one word without blanks. */
  oneWordPrinter: 'arch getconf hostname id mktemp nproc uname whoami',
  /** Programs that read escapes such as `\\n` and `\\d` in their arguments. */
  patternProgram: 'grep egrep fgrep sed awk gawk mawk perl',
  /** Programs that print without an end, until nobody reads. */
  endlessPrinter: 'yes',
  /** Programs that read, print, wait or ask, and write no file unless their output is redirected. */
  reader: `: [ [[ arch awk basename break cat cmp column comm command continue cut date df diff dir dirname dirs dpkg-query du echo egrep env exit expr
    false fgrep file gawk getconf getent grep groups hash head hexdump hostname id jobs join jq kill less locale ls lsb_release lscpu lsof
    mawk md5sum mount nproc od paste pgrep pkill printenv printf ps pwd readlink realpath return rev seq sha1sum sha224sum sha256sum
    sha384sum sha512sum shasum sleep sort stat strings sync tac tail test time tput tr true tty type umount uname uniq uptime wait wc which
    whoami yes`,
  /** Programs that read and print, unless an option or an argument makes them write or run another command. */
  readerByDefault: 'find sed',
  /**
   * Programs that do not need signals as process 1: they end at once, or have no handler for the stop signal, which the kernel does not
   * deliver to process 1 (kill(2), Notes; coreutils).
   */
  endsAtOnce: '[ cat date df echo env false hostname id ls printenv printf pwd sleep tail test true uname whoami',
  /** Programs whose language uses `$`, so that a `$` in their arguments may not be a shell variable. */
  dollarLanguage: `awk gawk mawk perl php ruby raku jq gojq jaq yq sed grep egrep envsubst make cmake expect tclsh nginx openresty httpd apache2
    apache2ctl apachectl caddy eval mongo mongosh Rscript julia groovy jshell nix uwsgi execlineb logstash`,
  /** Interpreters with `$` in their language (template literals of JavaScript), but only in the code that an option contains. */
  dollarCode: 'node nodejs deno bun python pypy',
  /** Programs that start commands which are single arguments with a shell, or pass their arguments to a script that one runs. */
  shellRunner: 'concurrently cross-env-shell npm pnpm yarn watch entr nodemon onchange parallel ssh',
  /**
   * Programs that replace `${NAME}` in their arguments with an environment variable. Elastic Beats and Elasticsearch ("Use environment
   * variables in the configuration"), Fluent Bit, Keycloak (SmallRye Config), Grafana, OpenTelemetry Collector, Telegraf, Vector.
   */
  expandsBraces: `auditbeat elastic-agent filebeat heartbeat metricbeat packetbeat winlogbeat elasticsearch fluent-bit grafana grafana-server
    kc.sh otelcol otelcol-contrib telegraf vector`,
  /** Programs for which operators of the shell are usual arguments: comparisons, separators, sets of characters. */
  operatorArgument: '[ [[ bc cut dc expr fd find script test tmux tr eval',

  /** Programs that create, change or delete the files and folders in their operands. */
  fileTool: 'dos2unix ln mkdir mkfifo mknod rm rmdir sed tee touch truncate unlink',
  /** Programs that write only links, empty files or folders, or their standard input. */
  smallFileTool: 'ln mkdir mkfifo mknod mktemp tee touch',
  /** Programs that copy or move files. */
  fileTransfer: 'cp mv install',
  /** Programs that copy, move, link or delete files, or switch between alternative programs. */
  fileMover: 'ln mv cp rm install dpkg-divert update-alternatives',
  fileOwnership: 'chmod chown chgrp',
  /** Programs that write a file again with other attributes, or without its symbols. */
  attributeTool: 'setcap setfacl setfattr chattr strip',
  /** Tools of Python that install what a project and its lock file list. */
  pythonProjectTool: 'poetry pipenv pdm uv',
  /** Programs that create, change or delete users and groups. */
  accountTool: `addgroup adduser chpasswd chsh delgroup deluser gpasswd groupadd groupdel groupmod passwd useradd userdel usermod`,
  /** Programs that write only system configuration, not files of the application. */
  systemSetup: `chpasswd passwd usermod groupmod deluser userdel delgroup groupdel gpasswd chsh locale-gen localedef update-locale
    dpkg-reconfigure update-ca-certificates ldconfig update-alternatives setcap debconf-set-selections add-apt-repository`,
  /** Programs that add package repositories of others. */
  repositoryTool: 'add-apt-repository apt-add-repository',
  /** Programs that write only a few small configuration files. */
  settingsTool: `ldconfig update-alternatives update-rc.d update-ca-certificates a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf
    phpenmod phpdismod docker-php-ext-enable systemctl service rc-update crontab gpg gpgconf apt-key apt-mark debconf-set-selections
    ssh-keygen ssh-keyscan corepack visudo lighty-enable-mod install-info apt-config update-locale dpkg-reconfigure`,
  /** Programs for a person at a terminal: editors, monitors. */
  interactiveProgram: 'ed emacs joe less more mcedit micro nano pico vi view vim htop iotop nmon top atop watch mc screen tmux byobu',
  /** Programs that print or change the state of a running machine, which the machine of a build has for a moment only. */
  machineState: 'free halt ifconfig iostat kill lsof mount netstat poweroff ps pkill killall reboot shutdown umount uptime vmstat w who',
  /** Programs that need the credentials of an account for nearly everything that they do. */
  cloudClient: 'aws az gcloud gsutil gh glab heroku',
  serviceManager: 'service systemctl rc-service start-stop-daemon pg_ctl pg_ctlcluster apachectl apache2ctl',
  /** Programs that never use the sources of a project, whatever their arguments. */
  sourceFree: 'adduser addgroup cd corepack groupadd set true update-ca-certificates useradd usermod',

  /** Programs that run a command as another user. */
  userSwitch: 'doas gosu runuser s6-setuidgid setpriv setuidgid su su-exec sudo',
  /** Programs that entrypoint scripts use to drop root privileges, and the package that contains one. */
  rootDropper: 'gosu su-exec setpriv s6-setuidgid setuidgid s6-overlay',

  /** Interpreters of other languages than the shells': their arguments name the script that they run. */
  interpreter: 'python pypy node nodejs ruby perl php lua Rscript tclsh expect',
  /** Programs that run compiled programs of a language with a virtual machine. */
  languageRuntime: 'java dotnet mono erl elixir',
  /** Programs that install from local files, compile extensions or unpack, without the repositories of the distribution. */
  localInstaller: `dpkg dpkg-deb dpkg-divert dpkg-reconfigure rpm rpmkeys docker-php-ext-configure docker-php-ext-enable docker-php-ext-install
    pecl phpize rustup gunzip gzip bunzip2 bzip2 unxz openssl fc-cache`,

  compiler: 'gcc g++ cc c++ clang clang++',
  /** Programs that compile a project according to its build files. */
  buildTool: 'cmake configure make meson ninja scons',
  /** Programs that bring a machine into the state that their files describe, also its packages. */
  machineConfigurer: 'ansible ansible-playbook ansible-pull chef-client chef-solo cinc-client cloud-init puppet salt-call',
  /** Programs that prepare a build: they find out what the system has and write build files. GNU Autotools, PHP, Qt. */
  configureScript: 'aclocal autoconf autogen.sh autoheader automake autoreconf buildconf configure libtoolize phpize qmake',
  /** Programs that write an index or a cache of installed files: fonts, icons, settings, locations of files. */
  indexer: 'fc-cache glib-compile-schemas gtk-update-icon-cache mandb update-desktop-database update-mime-database updatedb',
  /** Programs that run tasks that a file defines. */
  taskRunner: 'make mage task just',
  /** Generators and build tools that write below their working directory, unless they install. */
  generator: 'make mage task just buf protoc swag templ sqlc wire mockgen statik packr packr2 goreleaser strip upx',
  /** Generators that only create code or modify a program in place. */
  codeGenerator: 'strip upx swag templ sqlc wire mockgen protoc buf statik packr packr2',
  /** Programs that run a tool of a Node.js project, or are such a tool. */
  nodeTool: `node npx pnpx bunx esbuild grunt gulp ng nest next nuxt nx rollup sass tsc tsup turbo vite vue vue-cli-service webpack
    webpack-cli`,
  /** Tools whose output contains all modules that it needs, or needs those of `dependencies` alone. */
  nodeBundler: 'astro gatsby ncc next ng nuxi nuxt parcel react-scripts remix svelte-kit vite vue-cli-service',
  /** Programs in the official node images. https://github.com/nodejs/docker-node */
  nodeImage: 'node nodejs npm npx corepack yarn yarnpkg docker-entrypoint.sh',
  nodeManager: 'npm yarn pnpm bun',
  /** Programs that download a package and run its program. */
  packageRunner: 'npx pnpx bunx',
  /** Programs that set variables and run the command in their arguments. */
  nodeEnvironment: 'cross-env dotenv env-cmd',
  /** Helpers in package.json scripts. They create nothing that the container needs, except what their operands name. */
  nodeScriptHelper: 'rimraf tsc-alias del del-cli rm echo exit true test mkdir mkdirp shx cross-env dotenv-cli',
  /** Package managers that corepack provides, including their other names. https://github.com/nodejs/corepack */
  corepackManager: 'pnpm pnpx yarn yarnpkg',
  /** Programs that compile and run Go code. */
  goRunner: 'go air gin reflex CompileDaemon realize fresh dlv modd',
  /** Build tools for the Java virtual machine, which compile what they start. */
  javaRunner:
    'mvn mvnw mvnd gradle gradlew sbt sbtx activator lein clj clojure boot mill ant javac jshell kotlinc scalac scala-cli grails amper',
  /** Compilers of .NET, apart from `dotnet` itself, which also runs programs. */
  dotnetRunner: 'msbuild xbuild csc fsc mcs',
  /** Programs that compile extensions of PHP and turn them on. https://github.com/docker-library/php, https://github.com/mlocati/docker-php-extension-installer */
  phpExtensionTool: 'docker-php-ext-configure docker-php-ext-install docker-php-ext-enable docker-php-source pecl',
  /** Programs that turn modules and sites of PHP and Apache on or off. */
  phpSetting: 'a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf phpenmod phpdismod',
  /** Scripts of PHP frameworks that run tasks of a project, which write below its folder. */
  phpTask: 'artisan console yii think hyperf.php',
  /** Servers that run PHP. */
  phpServer: 'php-fpm apache2-foreground rr frankenphp',
  /** Programs that compile Crystal, also before they run it. */
  crystalRunner: 'crystal shards',
  /** Programs of the Elixir image. */
  elixirProgram: 'elixir mix iex erl',
  /** Programs of the Ruby image. */
  rubyProgram: 'ruby bundle bundler irb rackup',
  /** Ruby programs that run tasks of a project, which write below its folder. */
  rubyTask: 'rake rails bootsnap jekyll hanami middleman',
  /** Programs that compile Rust code, also before they run it. */
  rustRunner: 'cargo rustc rustup cargo-watch cargo-leptos trunk bacon',
  /** Python package managers that install into a separate environment. */
  pythonEnvironmentManager: 'pipenv poetry pdm uv conda pipx',
  /** Python packages that install others. */
  pythonInstaller: 'pip setuptools virtualenv wheel',
  /** Programs of a Python environment: the interpreter, pip, and servers that are installed as packages. */
  pythonProgram: 'python pypy pip gunicorn uvicorn celery flask django django-admin',
  /** Servers that finish open requests and stop with SIGQUIT, or with SIGWINCH (`gracefulSignalOf` has the sources). */
  finishesOnQuit: 'nginx openresty php-fpm',
  finishesOnWindowChange: 'apache2 apache2-foreground apache2ctl apachectl httpd httpd-foreground',
  webServer: 'nginx httpd apache2ctl apachectl lighttpd caddy',

  download: 'curl wget',
  /** Programs that compute checksums, and compare them with `-c`. */
  checksumProgram: 'b2sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum shasum sha3sum',
  /** Programs whose hash is no protection against a file that was made to have it. NIST SP 800-131A, RFC 6151. */
  weakChecksumProgram: 'md5sum sha1sum',
  /** Programs that verify signatures. */
  signatureProgram: 'gpg gpg2 gpgv minisign cosign openssl signify rpmkeys',
  archive: 'tar unzip',
  versionControl: 'git',
  apt: 'apt-get apt aptitude',
  /** Names of the same package manager, or of one that takes the place of another, on distributions with RPM packages. */
  rpmInstaller: 'yum dnf microdnf',
  /** Language package managers that add a package on their command line to the project's manifest. */
  manifestWriter: 'npm yarn pnpm bun poetry pdm pipenv composer go',
  /** Package managers whose `init` can run a package (`npm init vite`). */
  packageInit: 'npm yarn pnpm',

  /** Package managers of Linux distributions, in the form that people type. */
  systemPackageManager: 'apk apt apt-get dnf microdnf pacman yum zypper',
  /** Commands that authors write in a Dockerfile without RUN, as in a terminal. */
  terminalCommand: `apk apt apt-get bash bundle cargo cat cd chmod chown composer cp curl dnf dotnet echo export git go gradle java ln ls make mkdir
    mv mvn node npm npx pip pip3 pnpm poetry python python3 rm sed service sh source sudo tar touch unzip useradd uv wget yarn yum`,
} as const;

export type ProgramRole = keyof typeof programsByRole;

/** All roles. */
export const programRoles = Object.keys(programsByRole) as readonly ProgramRole[];

const names: ReadonlyMap<ProgramRole, ReadonlySet<string>> = new Map(
  (Object.entries(programsByRole) as [ProgramRole, string][]).map(([role, list]) => [role, new Set(list.split(/\s+/))]),
);

/** The names of the programs with that role. */
export function programsWith(role: ProgramRole): ReadonlySet<string> {
  return names.get(role)!;
}

/**
 * The name of a program without its folder: `/usr/bin/apt-get` is `apt-get`, `C:\Windows\System32\cmd.exe` is `cmd`. Case-sensitive, except
 * for Windows programs.
 */
export function programName(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  const lower = name.toLowerCase();
  if (lower.endsWith('.exe')) return lower.slice(0, -'.exe'.length);
  return names.get('powershellLanguage')!.has(lower) || names.get('cmdLanguage')!.has(lower) ? lower : name;
}

/** Whether a program, given as a name or path, has at least one of the roles. */
export function hasRole(program: string, ...roles: readonly ProgramRole[]): boolean {
  return rolesOf(program).some((role) => roles.includes(role));
}

/** The number of program names whose roles are kept. */
const maxPrograms = 5000;

/** The roles of a program, given as a name or path. Memoized, because the rules ask for the same few programs for each command. */
const rolesOf = memoize((program: string): readonly ProgramRole[] => {
  const name = programName(program);
  const roles = new Set([program, name, name.replace(version, '')].flatMap((spelling) => rolesByName().get(spelling) ?? []));
  return roles.size === 0 ? noRoles : [...roles];
}, maxPrograms);

const noRoles: readonly ProgramRole[] = [];

/** A file may run thousands of programs that have no role. */
const rolesByName = lazy((): ReadonlyMap<string, readonly ProgramRole[]> => {
  const roles = new Map<string, ProgramRole[]>();
  programRoles.forEach((role) => names.get(role)!.forEach((name) => addToList(roles, name, role)));
  return roles;
});

/** `python3.12`, `g++-14`, `php8`. */
const version = /-?\d+(?:\.\d+)*$/;

/** The supported shell languages. */
export type ShellLanguage = 'sh' | 'bash' | 'powershell' | 'cmd';

/** The language of a shell, given as a name or path. Returns undefined for programs with another language (fish, csh, python). */
export function shellLanguage(program: string): ShellLanguage | undefined {
  const languages = ['sh', 'bash', 'powershell', 'cmd'] as const;
  return languages.find((language) => hasRole(program, `${language}Language`));
}
