import type { ShellCommand } from '../../shell/script.ts';
import { readAccount } from '../../shell/tools/accounts.ts';
import { readExtraction } from '../../shell/tools/archives.ts';
import { readClone, readDownload } from '../../shell/tools/downloads.ts';
import { readLink, readOwnership, readRemoval } from '../../shell/tools/files.ts';
import { parseArguments } from '../../shell/tools/options.ts';
import { readPackageCommand } from '../../shell/tools/packages.ts';
import { baseName, toolOf, unwrap } from '../../shell/tools/unwrap.ts';
import type { Action } from './actions.ts';
import { absolutePath, isApplicationFolder, isWithin, joinPath } from './paths.ts';
import { readProjectTool } from './read-project-tool.ts';
import { readPackages } from './read-packages.ts';
import type { CommandPlace } from './read-run.ts';

const nothing: Action = { kind: 'nothing' };

/** Builtins and programs without a lasting effect; with a redirection they write a file. */
const printing: ReadonlySet<string> = new Set(
  `: [ [[ test true false echo printf ls cat date env printenv uname id whoami which type hash sleep wait sync grep egrep head tail wc
  sort uniq cut tr basename dirname readlink realpath pwd stat file du df md5sum sha1sum sha256sum sha512sum nproc arch dpkg-query getent
  exit return`.split(/\s+/),
);
const options: ReadonlySet<string> = new Set(['set', 'shopt']);
const stateful: ReadonlySet<string> = new Set([
  'export',
  'unset',
  'readonly',
  'declare',
  'local',
  'umask',
  'read',
  'shift',
  'popd',
  'ulimit',
  'trap',
]);

/** Programs that write the system's configuration, none of the application's. */
const systemSetup: ReadonlySet<string> = new Set(
  `chpasswd passwd usermod groupmod deluser userdel delgroup groupdel gpasswd chsh locale-gen localedef update-locale dpkg-reconfigure
  update-ca-certificates ldconfig update-alternatives setcap debconf-set-selections`.split(/\s+/),
);
/** Programs that write what their operands name. */
const fileSetup: ReadonlySet<string> = new Set('mkdir rmdir touch cp mv install sed tee mkfifo truncate dos2unix envsubst'.split(' '));
const repeatable: ReadonlySet<string> = new Set(['mkdir', 'touch']);

/** What a command does. Never undefined: a command that is not known is `unknown`. */
export function readAction(command: ShellCommand, place: CommandPlace): Action {
  const { name, nameWord } = command;
  if (!nameWord) return command.assignments.length > 0 ? { kind: 'state' } : (writesFile(command, place) ?? nothing);
  if (name === undefined) return { kind: 'unknown', what: nameWord.raw };
  const { tool = name } = toolOf(command);
  if (/^(?:--?v|--?version|-V|--help|-h)$/.test(command.args[0]?.value ?? '') && command.args.length === 1) return nothing;
  const packages = readPackageCommand(command);
  return (
    writesFile(command, place) ??
    (packages && readPackages(packages, place)) ??
    builtin(tool) ??
    readFiles(command, place) ??
    fetches(command, place) ??
    readProjectTool(tool, unwrap(command), place) ?? { kind: 'unknown', what: tool }
  );
}

function builtin(tool: string): Action | undefined {
  if (printing.has(tool)) return nothing;
  if (options.has(tool)) return { kind: 'option' };
  return stateful.has(tool) ? { kind: 'state' } : undefined;
}

/** `echo a > b`, but for what goes to a device. */
function writesFile({ name, redirects }: ShellCommand, place: CommandPlace): Action | undefined {
  if (name !== undefined && !printing.has(name)) return undefined;
  const targets = redirects.filter(({ operator, target }) => operator.includes('>') && target && !/^(?:\/dev\/|&?\d$)/.test(target.value));
  if (targets.length === 0) return undefined;
  return {
    kind: 'setup',
    program: name ?? '>',
    repeatable: false,
    paths: pathsOf(
      targets.flatMap(({ target }) => target ?? []),
      place,
    ),
  };
}

function readFiles(command: ShellCommand, place: CommandPlace): Action | undefined {
  const { tool = '', args } = toolOf(command);
  const removal = readRemoval(command);
  if (removal) {
    const paths = pathsOf(removal.targets, place);
    if (removal.partial || removal.targets.every(({ value }) => isCache(value))) return { kind: 'clean', ofLanguage: false };
    return { kind: 'setup', program: tool, repeatable: false, paths };
  }
  const ownership = readOwnership(command);
  if (ownership) return { kind: 'setup', program: ownership.tool, repeatable: true, paths: pathsOf(ownership.targets, place) };
  const link = readLink(command);
  if (link) return { kind: 'setup', program: 'ln', repeatable: false, paths: link.link ? pathsOf([link.link], place) : undefined };
  if (readAccount(command) || systemSetup.has(tool)) return { kind: 'setup', program: tool, repeatable: true, paths: [] };
  if (!fileSetup.has(tool)) return undefined;
  if (tool === 'cp' || tool === 'mv' || tool === 'install') return readTransfer(tool, args, place);
  const { operands } = parseArguments(args, { valued: ['-m', '--mode', '-e', '-f', '-s', '-d', '-r', '-t'], combined: true });
  const written = tool === 'sed' ? operands.slice(-1) : operands;
  return { kind: 'setup', program: tool, repeatable: repeatable.has(tool), paths: pathsOf(written, place) };
}

/**
 * `cp`, `mv`, `install`. What is taken out of the working folder to somewhere else is a product of the build; everything else is a
 * setup that can be done again wherever its sources are.
 */
function readTransfer(tool: string, args: ShellCommand['args'], place: CommandPlace): Action | undefined {
  const { operands, options } = parseArguments(args, {
    valued: ['-m', '--mode', '-o', '--owner', '-g', '--group', '-t', '-S'],
    combined: true,
  });
  const setup = (words: ShellCommand['args'], program = tool): Action => ({
    kind: 'setup',
    program,
    repeatable: false,
    paths: pathsOf(words, place),
  });
  if (options.some(({ name }) => name === '-t')) return undefined;
  if (tool === 'install' && options.some(({ name }) => name === '-d' || name === '--directory')) return setup(operands, 'mkdir');
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  const [to] = target ? (pathsOf([target], place) ?? []) : [];
  const from = pathsOf(sources, place);
  const { folder } = place;
  if (to === undefined || !from || folder === undefined || !target) return undefined;
  const leavesFolder = !isWithin(folder, to) && from.some((path) => isWithin(folder, path));
  if (!leavesFolder) return setup([target]);
  const single = from.length === 1 && !/[*?[]/.test(from[0]!);
  const into = target.value.endsWith('/') || !isApplicationFolder(to);
  if (!single && !isApplicationFolder(to)) return undefined;
  const path = single && into && !from[0]!.endsWith('/.') ? joinPath(to, baseName(from[0]!)) : to;
  return { kind: 'build', build: { what: 'fetch', path, program: tool } };
}

/** Folders that hold what can be fetched or made again. */
function isCache(path: string): boolean {
  return /^(?:\/tmp|\/var\/tmp|\/var\/cache|\/var\/lib\/apt\/lists|\/var\/log|\/usr\/share\/(?:doc|man|info|locale)|(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[\w-]+)\/\.(?:cache|npm|pip|yarn|node-gyp|gnupg|wget-hsts))(?:\/|$)/.test(path); // prettier-ignore
}

function pathsOf(words: ShellCommand['args'], { folder, valueOf }: CommandPlace): readonly string[] | undefined {
  const paths = words.map((word) => {
    const value = valueOf(word) ?? (word.variables.length === 0 && !/[`$]/.test(word.raw) ? word.value : undefined);
    return value === undefined ? undefined : absolutePath(folder, value);
  });
  return paths.every((path) => path !== undefined) ? paths : undefined;
}

/** `git clone`, `curl -o`, and archives that are unpacked. */
function fetches(command: ShellCommand, { folder, valueOf }: CommandPlace): Action | undefined {
  const { tool = '' } = toolOf(command);
  const written = (path: string | undefined): string | undefined => {
    if (path === undefined) return folder;
    const word = command.args.find(({ value }) => value === path);
    const known = word ? valueOf(word) : /[$`*?]/.test(path) ? undefined : path;
    return known === undefined ? undefined : absolutePath(folder, known);
  };
  const download = readDownload(command);
  const target = readClone(command)?.directory ?? download?.output;
  if (target !== undefined) {
    const path = written(target);
    if (path === undefined) return undefined;
    return isCache(path) ? nothing : { kind: 'build', build: { what: 'fetch', path, program: tool } };
  }
  if (download) return nothing;
  const extraction = readExtraction(command);
  const into = extraction ? written(extraction.directory) : tool === 'git' ? folder : undefined;
  return into === undefined ? undefined : { kind: 'build', build: { what: 'tool', folder: into, program: tool } };
}
