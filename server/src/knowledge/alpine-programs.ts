/*
 * Programs that are not in Alpine's image, whose commands come from BusyBox, and the packages of Alpine that contain them.
 * https://pkgs.alpinelinux.org/contents and the APKBUILD files of https://github.com/alpinelinux/aports, read 2026-11
 */

const mysql = 'mysql-client mariadb-client mysql* mariadb*';
const postgresql = 'postgresql-client postgresql*';
const ssh = 'openssh-client openssh*';
const shadow = 'shadow';
const node = 'nodejs nodejs*';
const npm = 'npm nodejs-npm nodejs*';
const gcc = 'gcc clang*';
const gettext = 'gettext gettext*';

/** The packages with each program, the one to install first; `name*` is any package that starts with the name. Names of all releases. */
const packagesByProgram: Readonly<Record<string, string>> = {
  '7z': 'p7zip 7zip',
  apt: '',
  'apt-cache': '',
  'apt-get': '',
  autoconf: 'autoconf',
  automake: 'automake',
  autoreconf: 'autoconf',
  bash: 'bash',
  bison: 'bison',
  'c++': 'g++ clang*',
  cargo: 'cargo rust* cargo*',
  cc: gcc,
  cmake: 'cmake',
  composer: 'composer',
  curl: 'curl',
  dig: 'bind-tools bind*',
  dnf: '',
  docker: 'docker-cli docker*',
  dpkg: 'dpkg',
  'dumb-init': 'dumb-init',
  envsubst: 'gettext-envsubst gettext*',
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  file: 'file',
  flex: 'flex',
  'g++': 'g++',
  gcc,
  git: 'git',
  go: 'go',
  gosu: 'gosu',
  gpg: 'gnupg gpg*',
  groupadd: shadow,
  groupdel: shadow,
  groupmod: shadow,
  hg: 'mercurial',
  htop: 'htop',
  java: 'openjdk21-jre openjdk* java* default-*',
  javac: 'openjdk21-jdk openjdk* java* default-*',
  jq: 'jq',
  libtoolize: 'libtool',
  'locale-gen': '',
  make: 'make',
  msgfmt: gettext,
  mvn: 'maven',
  mysql,
  mysqladmin: mysql,
  mysqldump: mysql,
  nano: 'nano',
  nginx: 'nginx nginx*',
  nmap: 'nmap',
  node,
  npm,
  npx: npm,
  openssl: 'openssl libressl openssl*',
  perl: 'perl perl*',
  pg_dump: postgresql,
  pg_isready: postgresql,
  php: 'php php*',
  pip: 'py3-pip py2-pip py-pip python3',
  pip3: 'py3-pip python3',
  'pkg-config': 'pkgconf pkgconfig',
  psql: postgresql,
  python: 'python3 python2 python',
  python2: 'python2 python',
  python3: 'python3',
  'redis-cli': 'redis valkey*',
  'redis-server': 'redis valkey*',
  rsync: 'rsync',
  ruby: 'ruby ruby*',
  rustc: 'rust rust*',
  scp: ssh,
  screen: 'screen',
  service: 'openrc',
  setcap: 'libcap libcap*',
  sftp: ssh,
  socat: 'socat',
  sqlite3: 'sqlite',
  ssh,
  'ssh-agent': ssh,
  'ssh-keygen': 'openssh-keygen openssh*',
  'ssh-keyscan': ssh,
  sshd: 'openssh-server openssh*',
  strace: 'strace',
  'su-exec': 'su-exec',
  sudo: 'sudo sudo*',
  supervisorctl: 'supervisor',
  supervisord: 'supervisor',
  svn: 'subversion',
  systemctl: '',
  tcpdump: 'tcpdump',
  tini: 'tini tini*',
  tmux: 'tmux',
  'update-ca-certificates': 'ca-certificates',
  useradd: shadow,
  userdel: shadow,
  usermod: shadow,
  vim: 'vim gvim neovim vim*',
  yarn: 'yarn',
  yum: '',
  zip: 'zip',
  zsh: 'zsh',
};

/** What packages install with them, as far as the programs above are concerned: only these packages are known completely. */
const dependencies: Readonly<Record<string, string>> = {
  'alpine-sdk': 'git make gcc g++ pkgconf openssl sudo curl file bash perl',
  autoconf: 'perl',
  automake: 'perl autoconf',
  'build-base': 'make gcc g++ file',
  cargo: 'rust gcc',
  composer: 'php git',
  'g++': 'gcc',
  libtool: 'bash perl',
  npm: 'nodejs',
  openssh: 'openssh-client openssh-keygen openssh-server',
  'py-pip': 'python3 python2 python',
  'py3-pip': 'python3',
  'python3-dev': 'python3 pkgconf',
  supervisor: 'python3 python2 python',
  yarn: 'nodejs',
};

/** Packages with no dependency that contains one of the programs above. */
const alone: ReadonlySet<string> = new Set(
  `bash bind-tools bzip2 ca-certificates cmake coreutils curl dumb-init file findutils gcc gcompat git gnupg gosu grep gzip htop iproute2 iputils
  jq less libc-dev libc6-compat libcap libffi-dev libgcc libintl libpq libstdc++ linux-headers make musl-dev musl-locales nano
  netcat-openbsd nginx nodejs openrc openssh-client openssl openssl-dev postgresql-libs procps python3 redis
  rsync sed shadow socat sqlite sqlite-libs strace su-exec sudo tar tini tmux tzdata unzip util-linux vim wget xz zip zlib zlib-dev`.split(
    /\s+/,
  ),
);

/** The packages that contain a program, the one to install first. Returns undefined if the image may contain it, or if it is not known. */
export function alpinePackagesOf(program: string): readonly string[] | undefined {
  return Object.hasOwn(packagesByProgram, program) ? packagesByProgram[program]!.split(' ').filter(Boolean) : undefined;
}

/** Whether a package of Alpine is one of these names or patterns. */
export function isAlpinePackage(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** A package with those that it installs, as far as they matter for the programs above. Returns undefined if that is not known. */
export function alpineClosure(name: string): readonly string[] | undefined {
  if (Object.hasOwn(dependencies, name)) return [name, ...dependencies[name]!.split(' ')];
  return alone.has(name) ? [name] : undefined;
}
