/**
 * The system packages that Dockerfiles install most often, most frequent first. Counted with our own parser in 525 public Dockerfiles in
 * 2026-11, once per file, without names that the distributions have removed since.
 */
const apt = `curl git ca-certificates build-essential gnupg wget libssl-dev software-properties-common apt-transport-https procps zlib1g-dev
  gcc libjpeg-dev pkg-config libfreetype6-dev make python3 libxml2-dev python3-dev autoconf bzip2 dirmngr libtool automake sudo xz-utils
  unzip libffi-dev libpq-dev libpng-dev python3-pip nodejs libicu-dev libxslt1-dev nginx tini vim-tiny ffmpeg g++ zip locales file
  openssh-client jq cmake tzdata netcat-openbsd default-mysql-client postgresql-client imagemagick rsync less`;

const apk = `curl ca-certificates git build-base bash tar make python3 openssl-dev gcc linux-headers libffi-dev openssl autoconf nodejs
  python3-dev automake coreutils musl-dev jq zlib-dev libc-dev libstdc++ gnupg npm libtool ncurses-dev py3-pip nginx iptables ffmpeg wget
  libxml2-dev libxslt-dev perl libgcc gmp-dev libsodium cmake pcre-dev tzdata less imagemagick xz libcurl g++ sqlite openssh openssh-client
  ttf-dejavu shadow postgresql-dev gcompat gzip readline-dev libevent-dev su-exec tini htop`;

export const commonPackages: Readonly<Record<'apt' | 'apk', readonly string[]>> = { apt: apt.split(/\s+/), apk: apk.split(/\s+/) };
