import { message } from '../../base/message.ts';
import type { CommandHelpTable } from './help.ts';

const recursive = message('with everything in the folders');
const verbose = message('prints each file');
const force = message('does not ask, and does not fail if a file is missing');
const userId = message('with the ID {value}');
const system = message('as an account of the system');
const home = message('with the home folder {value}');
const shell = message('with the shell {value}');
const group = message('in the group {value}');

/** File and account programs, from their manuals: coreutils 9, GNU tar 1.34, shadow 4.13, BusyBox 1.36, curl 8, wget 1.21, GnuPG 2.2. */
export const fileHelp: CommandHelpTable = {
  rm: {
    summary: message('deletes files'),
    options: { '-r -R --recursive': recursive, '-f --force': force, '-v --verbose': verbose },
  },
  rmdir: { summary: message('deletes empty folders') },
  mkdir: {
    summary: message('creates folders'),
    options: {
      '-p --parents': message('with the folders above, and without an error if it exists'),
      '-m --mode': message('with the permissions {value}'),
    },
  },
  cp: {
    summary: message('copies files'),
    options: {
      '-r -R --recursive': recursive,
      '-a --archive': message('with everything in the folders, owners and times'),
      '-p --preserve': message('keeps owners and times'),
      '-f --force': message('replaces existing files'),
      '-v --verbose': verbose,
      '-L --dereference': message('copies the targets of links'),
    },
  },
  mv: {
    summary: message('moves or renames files'),
    options: { '-f --force': message('replaces existing files'), '-v --verbose': verbose },
  },
  ln: {
    summary: message('creates a link'),
    options: {
      '-s --symbolic': message('as a symbolic link, a path'),
      '-f --force': message('replaces existing files'),
      '-n --no-dereference': message('replaces a link to a folder itself'),
    },
  },
  chmod: { summary: message('changes permissions'), options: { '-R --recursive': recursive, '+x': message('makes it executable') } },
  'chown chgrp': {
    summary: message('changes the owner'),
    options: { '-R --recursive': recursive, '-h --no-dereference': message('changes links themselves') },
  },
  touch: { summary: message('creates empty files, or sets their time to now') },
  install: {
    summary: message('copies files and sets their permissions'),
    options: {
      '-d --directory': message('creates folders'),
      '-m --mode': message('with the permissions {value}'),
      '-o --owner': message('owned by {value}'),
      '-g --group': group,
      '-D': message('with the folders above'),
    },
  },
  tar: {
    summary: message('reads or writes an archive'),
    style: 'tar',
    options: {
      '-x --extract --get': message('unpacks'),
      '-c --create': message('creates an archive'),
      '-t --list': message('lists the contents'),
      '-z --gzip': message('gzip format'),
      '-j --bzip2': message('bzip2 format'),
      '-J --xz': message('xz format'),
      '-v --verbose': verbose,
      '-p --preserve-permissions': message('keeps permissions'),
      '-f --file': message('uses the archive {value}; `-` means a pipe'),
      '-C --directory': message('in the folder {value}'),
      '--strip-components --strip': message('leaves out the first {value} folders of each path'),
      '--no-same-owner': message('with the current user as the owner'),
      '--wildcards': message('the names are patterns'),
      '--exclude': message('without {value}'),
    },
  },
  unzip: {
    summary: message('unpacks a zip archive'),
    options: {
      '-q': message('prints less'),
      '-o': message('replaces existing files'),
      '-d': message('into the folder {value}'),
      '-j': message('without the folders of the archive'),
    },
  },
  'gunzip gzip': {
    summary: message('packs or unpacks gzip files'),
    options: { '-c': message('writes to the output'), '-d': message('unpacks') },
  },
  sed: {
    summary: message('replaces text'),
    options: {
      '-i --in-place': message('changes the file itself'),
      '-e --expression': message('runs the edit {value}'),
      '-r -E --regexp-extended': message('with extended regular expressions'),
      '-n --quiet': message('only prints what it is told to'),
    },
  },
  find: {
    summary: message('finds files, and can act on them'),
    style: 'word',
    options: {
      '-name': message('with names like {value}'),
      '-iname': message('with names like {value}'),
      '-type': message('of type {value}: `f` files, `d` folders'),
      '-delete': message('deletes them'),
      '-exec': message('runs the command {value} for them'),
      '-maxdepth': message('at most {value} folders deep'),
      '-depth': message('the contents of folders first'),
    },
  },
  xargs: {
    summary: message('runs a command with the words of its input'),
    options: { '-r --no-run-if-empty': message('not without input') },
  },
  grep: {
    summary: message('searches for text'),
    options: {
      '-q --quiet': message('prints nothing'),
      '-v --invert-match': message('lines without the text'),
      '-E': message('with extended regular expressions'),
    },
  },
  cat: { summary: message('prints or writes files') },
  tee: { summary: message('writes its input to a file'), options: { '-a --append': message('appends to the file') } },
  useradd: {
    summary: message('creates a user'),
    options: {
      '-m --create-home': message('creates the home folder'),
      '-M --no-create-home': message('without a home folder'),
      '-r --system': system,
      '-u --uid': userId,
      '-g --gid': group,
      '-G --groups': message('also in the groups {value}'),
      '-d --home-dir --home': home,
      '-s --shell': shell,
      '-U --user-group': message('with a group of the same name'),
      '-l --no-log-init': message('without an entry in the login logs'),
      '-c --comment': message('with the comment {value}'),
    },
  },
  adduser: {
    summary: message('creates a user'),
    options: {
      '-D --disabled-password': message('without a password'),
      '-S --system': system,
      '-u --uid': userId,
      '-G --ingroup': group,
      '--gid': group,
      '-h --home': home,
      '-s --shell': shell,
      '-H --no-create-home': message('without a home folder'),
      '-g --gecos': message('with the comment {value}'),
    },
  },
  groupadd: { summary: message('creates a group'), options: { '-r --system': system, '-g --gid': userId } },
  addgroup: { summary: message('creates a group'), options: { '-S --system': system, '-g --gid': userId } },
  usermod: {
    summary: message('changes a user'),
    options: {
      '-a --append': message('keeps the other groups'),
      '-G --groups': message('also in the groups {value}'),
      '-s --shell': shell,
      '-u --uid': userId,
    },
  },
};

/** Downloads and checks of downloads. */
export const downloadHelp: CommandHelpTable = {
  curl: {
    summary: message('downloads from a URL'),
    options: {
      '-f --fail': message('fails on errors of the server such as 404'),
      '-s --silent': message('prints no progress'),
      '-S --show-error': message('prints errors all the same'),
      '-L --location': message('follows redirects'),
      '-o --output': message('writes to {value}'),
      '-O --remote-name': message('writes to a file named as in the URL'),
      '-k --insecure': message('does not check the certificate'),
      '-H --header': message('sends the header {value}'),
      '-x --proxy': message('uses the proxy {value}'),
      '--retry': message('tries {value} times again'),
      '--proto': message('only uses the protocols {value}'),
      '--tlsv1.2': message('uses TLS 1.2 or newer'),
      '--compressed': message('asks for a compressed answer'),
      '--connect-timeout': message('waits at most {value} seconds for the connection'),
      '-d --data': message('sends the data {value}'),
      '-X --request': message('uses the method {value}'),
      '-u --user': message('signs in as {value}'),
    },
  },
  wget: {
    summary: message('downloads from a URL'),
    options: {
      '-q --quiet': message('prints nothing'),
      '-nv --no-verbose': message('prints less'),
      '-O --output-document': message('writes to {value}; `-` means the output'),
      '-P --directory-prefix': message('into the folder {value}'),
      '--no-check-certificate': message('does not check the certificate'),
      '-c --continue': message('continues an earlier download'),
      '-t --tries': message('tries {value} times'),
      '--progress': message('shows progress as {value}'),
    },
  },
  git: {
    summary: message('works with a Git repository'),
    options: { '-C': message('in the folder {value}'), '-q --quiet': message('prints less') },
    commands: {
      clone: {
        summary: message('downloads a Git repository'),
        options: {
          '--depth': message('only the last {value} commits'),
          '-b --branch': message('the branch or tag {value}'),
          '--recursive --recurse-submodules': message('with its submodules'),
          '--single-branch': message('only one branch'),
        },
      },
      checkout: { summary: message('switches to a branch, tag or commit') },
      submodule: { summary: message('downloads submodules') },
      config: { summary: message('changes settings') },
    },
  },
  'sha256sum sha512sum sha1sum md5sum': {
    summary: message('computes or checks checksums'),
    options: { '-c --check': message('fails if a checksum differs') },
  },
  'gpg gpg2': {
    summary: message('checks signatures and manages keys'),
    options: {
      '--dearmor': message('turns a text key into a binary one'),
      '--verify': message('checks a signature'),
      '--import': message('adds keys'),
      '--batch': message('asks nothing'),
      '--keyserver': message('uses the key server {value}'),
      '--recv-keys --recv-key': message('downloads keys'),
      '-o --output': message('writes to {value}'),
    },
  },
};
