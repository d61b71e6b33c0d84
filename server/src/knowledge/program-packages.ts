import type { PackageManager } from './build-packages.ts';

/** The name of a package, or `base` if the smallest image of the distribution contains the program. */
export type ProgramPackage = string;

/** The package that contains a program, by package manager; `base` if the smallest image of the distribution contains it. */
interface Providers {
  readonly apt: string | undefined;
  readonly apk: string | undefined;
  /** Other packages that contain it. */
  readonly also?: RegExp;
}

const mysql: Providers = { apt: 'default-mysql-client', apk: 'mysql-client', also: /^(?:mariadb|mysql)-client/ };
const postgresql: Providers = { apt: 'postgresql-client', apk: 'postgresql-client', also: /^postgresql(?:\d+)?-client/ };

const imagemagick: Providers = { apt: 'imagemagick', apk: 'imagemagick' };
const ffmpeg: Providers = { apt: 'ffmpeg', apk: 'ffmpeg' };
const poppler: Providers = { apt: 'poppler-utils', apk: 'poppler-utils' };
const dns: Providers = { apt: 'dnsutils', apk: 'bind-tools', also: /^bind9-dnsutils$/ };
const libreoffice: Providers = { apt: 'libreoffice', apk: 'libreoffice', also: /^libreoffice-(?:core|nogui|writer|calc|impress|common)/ };
const sevenZip: Providers = { apt: 'p7zip-full', apk: 'p7zip', also: /^(?:7zip|p7zip)$/ };

const base = 'base';

/** https://packages.debian.org (search in package contents) and https://pkgs.alpinelinux.org/contents */
const programs: Readonly<Record<string, Providers>> = {
  'add-apt-repository': { apt: 'software-properties-common', apk: undefined },
  adduser: { apt: 'adduser', apk: base },
  addgroup: { apt: 'adduser', apk: base },
  bash: { apt: base, apk: 'bash' },
  '7z': sevenZip,
  '7za': sevenZip,
  bzip2: { apt: 'bzip2', apk: base },
  composite: imagemagick,
  convert: imagemagick,
  curl: { apt: 'curl', apk: 'curl' },
  dig: dns,
  dot: { apt: 'graphviz', apk: 'graphviz' },
  'dumb-init': { apt: 'dumb-init', apk: 'dumb-init' },
  envsubst: { apt: 'gettext-base', apk: 'gettext-envsubst' },
  exiftool: { apt: 'libimage-exiftool-perl', apk: 'exiftool' },
  ffmpeg,
  ffprobe: ffmpeg,
  file: { apt: 'file', apk: 'file' },
  free: { apt: 'procps', apk: base },
  git: { apt: 'git', apk: 'git' },
  gosu: { apt: 'gosu', apk: 'gosu' },
  gpg: { apt: 'gnupg', apk: 'gnupg' },
  gs: { apt: 'ghostscript', apk: 'ghostscript' },
  hg: { apt: 'mercurial', apk: 'mercurial' },
  host: dns,
  identify: imagemagick,
  ip: { apt: 'iproute2', apk: base },
  jq: { apt: 'jq', apk: 'jq' },
  less: { apt: 'less', apk: base },
  libreoffice,
  logrotate: { apt: 'logrotate', apk: 'logrotate' },
  lsof: { apt: 'lsof', apk: base },
  mogrify: imagemagick,
  nc: { apt: 'netcat-openbsd', apk: base, also: /^(?:netcat|netcat-traditional|ncat|nmap-ncat|busybox)$/ },
  netstat: { apt: 'net-tools', apk: base },
  mysql,
  mysqladmin: mysql,
  mysqldump: mysql,
  nginx: { apt: 'nginx', apk: 'nginx', also: /^nginx-(?:core|extras|full|light)$/ },
  nmap: { apt: 'nmap', apk: 'nmap' },
  nslookup: dns,
  openssl: { apt: 'openssl', apk: 'openssl' },
  pdfinfo: poppler,
  pdftoppm: poppler,
  pdftotext: poppler,
  pg_dump: postgresql,
  pg_isready: postgresql,
  pg_restore: postgresql,
  perl: { apt: base, apk: 'perl' },
  ping: { apt: 'iputils-ping', apk: base },
  pgrep: { apt: 'procps', apk: base },
  pkill: { apt: 'procps', apk: base },
  ps: { apt: 'procps', apk: base },
  psql: postgresql,
  'redis-cli': { apt: 'redis-tools', apk: 'redis' },
  rsync: { apt: 'rsync', apk: 'rsync' },
  scp: { apt: 'openssh-client', apk: 'openssh-client' },
  soffice: libreoffice,
  sqlite3: { apt: 'sqlite3', apk: 'sqlite' },
  ssh: { apt: 'openssh-client', apk: 'openssh-client' },
  'su-exec': { apt: undefined, apk: 'su-exec' },
  'ssh-keygen': { apt: 'openssh-client', apk: 'openssh-client', also: /^openssh-keygen$/ },
  sudo: { apt: 'sudo', apk: 'sudo' },
  svn: { apt: 'subversion', apk: 'subversion' },
  tesseract: { apt: 'tesseract-ocr', apk: 'tesseract-ocr' },
  tini: { apt: 'tini', apk: 'tini' },
  top: { apt: 'procps', apk: base },
  unzip: { apt: 'unzip', apk: base },
  'update-ca-certificates': { apt: 'ca-certificates', apk: 'ca-certificates' },
  wget: { apt: 'wget', apk: base },
  wkhtmltopdf: { apt: 'wkhtmltopdf', apk: undefined },
  xz: { apt: 'xz-utils', apk: base },
  zip: { apt: 'zip', apk: 'zip' },
};

/** Programs in both Debian's and Alpine's smallest images: Debian's essential packages and BusyBox. */
const everywhere: ReadonlySet<string> = new Set(
  `sh ash dash [ awk basename cat chgrp chmod chown cp cut date df dirname du echo env expr false find grep groupadd groups gunzip gzip
  head hostname id install kill ln ls mkdir mkfifo mktemp mv nice nohup printenv printf pwd readlink realpath rm rmdir sed seq sha256sum
  sleep sort stat stty su sync tail tar tee test timeout touch tr true tty uname uniq useradd usermod wc which whoami xargs yes zcat
  nproc getent cmp diff md5sum sha1sum sha512sum od paste split tac shuf fold nl comm join unlink base64 egrep fgrep`.split(/\s+/),
);

/**
 * The package to install so that a small Debian or Alpine image contains a program. Returns `base` if every such image contains it,
 * undefined if unknown. `program` is a name without folder.
 */
export function packageOfProgram(program: string, manager: PackageManager): ProgramPackage | undefined {
  if (everywhere.has(program)) return base;
  return Object.hasOwn(programs, program) ? programs[program]![manager] : undefined;
}

/** Whether an installed package contains a program, other than the package of the same name or the result of `packageOfProgram`. */
export function bringsProgram(name: string, program: string): boolean {
  return Object.hasOwn(programs, program) && (programs[program]!.also?.test(name) ?? false);
}
