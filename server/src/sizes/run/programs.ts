import { shellPath } from '../../base/paths.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { readAccount } from '../../shell/tools/accounts.ts';
import { readExtraction } from '../../shell/tools/archives.ts';
import { readClone, readDownload } from '../../shell/tools/downloads.ts';
import { toolOf } from '../../shell/tools/unwrap.ts';
import { hasOption, parseArguments } from '../../shell/tools/options.ts';
import { readPackageCommand } from '../../shell/tools/packages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { CommandReader, CommandContext } from './context.ts';
import { expandWords } from './words.ts';

/** Package managers without a table: what they install is not known, what they clean is nothing. */
export const readOtherPackages: CommandReader = ({ command, draft }) => {
  const found = readPackageCommand(command);
  if (!found) return false;
  if (found.verb === 'clean' || isQuestion(command)) return true;
  if (found.verb === 'other' && writesManifest(found)) draft.addSmallFiles();
  else draft.addUnknown(reasonOf(found));
  return true;
};

/** Whether a command writes a manifest or a setting, and installs nothing. `npm init vite` is another matter: it runs a package. */
function writesManifest({ tool, kind, verbText, args }: PackageCommand): boolean {
  if (kind === 'language' && verbText === 'init') return args.operands.length === 0 || !runOnInit.has(tool);
  return /^(?:config|version|whoami|login|chef prepare|mod (?:init|edit|verify))\b/.test([verbText, args.operands[0]?.value].join(' '));
}

const runOnInit: ReadonlySet<PackageCommand['tool']> = new Set(['npm', 'yarn', 'pnpm']);

function reasonOf({ tool, kind, verb, verbText, project, manifests }: PackageCommand): Message {
  const command = `${tool} ${verbText}`.trim();
  if (verb === 'run' || verb === 'build') return message('What {command} makes is not known before the build.', { command });
  if (kind === 'system') return message('There is no table of the packages that {command} gets.', { command });
  if (manifests[0]) return message('The sizes of the packages in {file} are not known before the build.', { file: manifests[0].value });
  if (project)
    return message('The sizes of the packages in the project’s manifests, which {command} installs, are not known before the build.', {
      command,
    });
  return message('The sizes of the packages that {command} gets are not known.', { command });
}

/** curl, wget, git clone, tar, unzip: of unknown size, at a place where a later command may delete it. */
export const readFetched: CommandReader = (context) => {
  const { command, draft, folder } = context;
  const download = readDownload(command);
  if (download) {
    const file = download.output;
    if (file === undefined || file.startsWith('/dev/')) return !writesToFile(command) || noteOutput(context);
    const source = download.urls[0]!.value;
    draft.addUnknown(message('The size of {source} is not known before the build.', { source }), shellPath(folder, file));
    return true;
  }
  const clone = readClone(command);
  if (clone) {
    draft.addUnknown(
      message('The size of {source} is not known before the build.', { source: clone.url.value }),
      shellPath(folder, clone.directory),
    );
    return true;
  }
  const extraction = readExtraction(command);
  if (!extraction) return false;
  const detail = message('What {tool} unpacks is not known before the build.', { tool: extraction.tool });
  const into = extraction.directory === undefined ? folder : shellPath(folder, extraction.directory);
  draft.addUnknown(detail, into === undefined ? undefined : `${into === '/' ? '' : into}/unpacked`);
  return true;
};

/** Programs that read, print or ask, and write no file unless their output is sent to one. */
const readers = new Set(
  [
    ': [ [[ alias basename break bg cat cd cmp column command continue cut date df diff dirname dirs du echo egrep env exit expr false fg',
    'fgrep file find getconf getent getopts grep groups hash head hexdump hostname id jobs join jq kill less let local locale ls lsb_release',
    'lscpu lsof md5sum mount nproc od paste pgrep pkill popd printenv printf ps pushd pwd read readlink readonly realpath return rev',
    'sed seq set sha1sum sha224sum sha256sum sha384sum sha512sum shasum shift shopt sleep sort stat strings sync tac tail test time tput tr trap',
    'true tty type typeset ulimit umask umount unalias uname uniq unset uptime wait wc which whoami yes awk gawk mawk export declare',
  ].flatMap((names) => names.split(' ')),
);

/** Programs that write no more than a few small files: links, folders, accounts, settings. */
const smallWriters = new Set(
  [
    'mkdir touch ln useradd usermod userdel groupadd groupmod groupdel adduser addgroup deluser delgroup passwd chpasswd chsh gpasswd',
    'ldconfig update-alternatives update-rc.d update-ca-certificates a2enmod a2dismod a2ensite a2dissite a2enconf a2disconf phpenmod phpdismod',
    'docker-php-ext-enable systemctl service rc-update crontab gpg gpg2 gpgconf apt-key apt-mark debconf-set-selections',
    'ssh-keygen ssh-keyscan mkfifo mknod corepack visudo lighty-enable-mod install-info tee apt-config',
  ].flatMap((names) => names.split(' ')),
);

/** Tools that have verbs of both kinds: those that write no more than settings. */
const smallVerbs: Readonly<Record<string, RegExp>> = {
  git: /^(?:config|init|rev-parse|describe|log|status|--version)$/,
  npm: /^(?:config|set)$/,
  dpkg: /^(?:--print-architecture|--print-foreign-architectures|--add-architecture|-l|-L|-s|-S|--list|--listfiles|--status|--search|--get-selections|--set-selections|--compare-versions)$/,
  'dpkg-query': /./,
  'dpkg-architecture': /./,
  'dpkg-divert': /./,
  go: /^(?:version|env)$/,
};

/** Programs of the first two kinds, and those whose words say that they only print something (`node --version`). */
export const readSmall: CommandReader = (context) => {
  const { command, draft } = context;
  const { tool, args } = toolOf(command);
  if (tool === undefined) return command.nameWord === undefined;
  const reads = (readers.has(tool) && !runsOthers(command)) || isQuestion(command);
  const verb = Object.hasOwn(smallVerbs, tool) ? smallVerbs[tool] : undefined;
  const writesLittle = (smallWriters.has(tool) && !writesMore(context)) || (verb?.test(args[0]?.value ?? '') ?? false);
  if (!reads && !writesLittle) return false;
  if (writesToFile(command)) return noteOutput(context);
  if (!reads) noteFolders(context);
  if (!reads) draft.addSmallFiles();
  return true;
};

/** The folders that mkdir makes, and the homes of new users. */
function noteFolders(context: CommandContext): void {
  const { command, draft, folder, state } = context;
  const { tool, args } = toolOf(command);
  const account = readAccount(command);
  if (account?.kind === 'user') draft.addFolder(account.home ?? `/home/${account.name.value}`);
  if (tool !== 'mkdir') return;
  const parsed = parseArguments(args, { valued: ['-m', '--mode'], combined: true });
  // With -p the folder may have been there, with who knows what in it.
  if (state.isOpaque && hasOption(parsed, '-p', '--parents')) return;
  for (const word of parsed.operands) {
    for (const text of expandWords(word, context) ?? []) {
      const path = shellPath(folder, text);
      if (path !== undefined) draft.addFolder(path);
    }
  }
}

/** `find -exec`: what it runs may write. */
function runsOthers({ args }: ShellCommand): boolean {
  return args.some(({ value }) => /^-(?:exec|execdir|ok|fprint)/.test(value));
}

/** `apt-mark auto` decides what autoremove takes away; `curl | tee` writes what curl fetches. */
function writesMore({ command, script }: CommandContext): boolean {
  const { tool, args } = toolOf(command);
  if (tool === 'apt-mark') return /^(?:auto|manual|minimize-manual)$/.test(args[0]?.value ?? '');
  const piece = tool === 'tee' ? script.pieces.find(({ commands }) => commands.includes(command)) : undefined;
  return piece?.commands.some((other) => readDownload(other) !== undefined) ?? false;
}

function isQuestion({ args }: ShellCommand): boolean {
  return args.length === 1 && /^(?:--?version|--?help|-[vVh]|version|help)$/.test(args[0]!.value);
}

/** The output goes to a file of the image. */
function writesToFile({ redirects }: ShellCommand): boolean {
  return redirects.some(
    ({ operator, target }) => operator.includes('>') && target !== undefined && !/^(?:\/dev\/|&|\d+$|-$)/.test(target.value),
  );
}

/** What echo and printf send to a file is as short as it stands there; the output of others may be of any length. */
function noteOutput({ command, draft, folder }: CommandContext): true {
  const { tool } = toolOf(command);
  const target = command.redirects.find(({ operator }) => operator.includes('>'))?.target;
  const path = target?.literal ? shellPath(folder, target.value) : undefined;
  const isShort =
    tool === 'echo' || tool === 'printf' || tool === ':' || command.redirects.some(({ operator }) => operator.startsWith('<<'));
  if (isShort) draft.addSmallFiles();
  else
    draft.addUnknown(
      message('What {command} writes to {file} is not known before the build.', { command: tool ?? '', file: target?.value ?? '' }),
      path,
    );
  return true;
}

/** The last reader: every command that no other knows. */
export const readUnknown: CommandReader = ({ command, draft, state }) => {
  const name = command.nameWord?.raw ?? command.assignments[0]?.name ?? '';
  draft.addUnknown(message('What {command} writes is not known before the build.', { command: name }));
  state.noteUnknownWrites();
  return true;
};
