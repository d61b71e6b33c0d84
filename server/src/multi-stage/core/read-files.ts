import { baseName, isWithin, joinPath, shellPath } from '../../base/paths.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { readAccount } from '../../shell/tools/accounts.ts';
import { readLink, readOwnership, readRemoval } from '../../shell/tools/files.ts';
import { parseArguments } from '../../shell/tools/options.ts';
import { toolOf } from '../../shell/tools/unwrap.ts';
import type { Action, Setup } from './actions.ts';
import { isApplicationFolder } from './system-folders.ts';
import type { CommandPlace } from './read-run.ts';

/** Programs that write the system's configuration, none of the application's. */
const systemSetup: ReadonlySet<string> = new Set(
  `chpasswd passwd usermod groupmod deluser userdel delgroup groupdel gpasswd chsh locale-gen localedef update-locale dpkg-reconfigure
  update-ca-certificates ldconfig update-alternatives setcap debconf-set-selections`.split(/\s+/),
);
/** Programs that write what their operands name. */
const fileSetup: ReadonlySet<string> = new Set('mkdir rmdir touch sed tee mkfifo truncate dos2unix'.split(' '));
const repeatable: ReadonlySet<string> = new Set(['mkdir', 'touch']);
const transfers: ReadonlySet<string> = new Set(['cp', 'mv', 'install']);
/** What they print is in the command line itself. */
const selfContained: ReadonlySet<string | undefined> = new Set(['echo', 'printf', undefined]);

/** Commands on files, links, owners, accounts; undefined for every other command. */
export function readFiles(command: ShellCommand, place: CommandPlace): Action | undefined {
  const { tool = '', args } = toolOf(command);
  const setup = (words: readonly ShellWord[], again = false): Setup => ({
    kind: 'setup',
    program: tool,
    repeatable: again,
    paths: pathsOf(words, place),
  });
  const removal = readRemoval(command);
  if (removal) {
    const caches = removal.partial || removal.targets.every(({ value }) => isCache(value));
    return caches ? { kind: 'clean', ofLanguage: false } : setup(removal.targets);
  }
  const ownership = readOwnership(command);
  if (ownership) return { ...setup(ownership.targets, true), owner: ownership.tool === 'chown' ? ownership.setting?.value : undefined };
  const link = readLink(command);
  if (link) return link.link ? setup([link.link]) : undefined;
  if (readAccount(command) || systemSetup.has(tool)) return setup([], true);
  if (transfers.has(tool)) return readTransfer(tool, args, place);
  if (!fileSetup.has(tool)) return undefined;
  const { operands } = parseArguments(args, { valued: ['-m', '--mode', '-e', '-f', '-s', '-d', '-r', '-t'], combined: true });
  return setup(tool === 'sed' ? operands.slice(-1) : operands, repeatable.has(tool));
}

/** Where the base and packages of the distribution put their files. */
const ofDistribution = /^\/(?:etc|lib|(?:usr\/)?s?bin|usr\/(?:lib|share))\//;

/**
 * `cp`, `mv`, `install`. What is taken out of the working folder, or out of another one that is not the distribution's, is a product of
 * the build; everything else is a setup that can be done again.
 */
function readTransfer(tool: string, args: readonly ShellWord[], place: CommandPlace): Action | undefined {
  const { operands, options } = parseArguments(args, {
    valued: ['-m', '--mode', '-o', '--owner', '-g', '--group', '-t', '-S'],
    combined: true,
  });
  if (options.some(({ name }) => name === '-t')) return undefined;
  if (tool === 'install' && options.some(({ name }) => name === '-d' || name === '--directory')) {
    return { kind: 'setup', program: 'mkdir', repeatable: true, paths: pathsOf(operands, place) };
  }
  const target = operands.at(-1);
  const to = target && pathsOf([target], place)?.[0];
  const from = pathsOf(operands.slice(0, -1), place);
  if (!target || to === undefined || !from || place.folder === undefined) return undefined;
  const inFolder = (path: string): boolean => place.folder !== '/' && isWithin(place.folder!, path);
  const isProduct = from.some((path) => (inFolder(path) ? !inFolder(to) : !ofDistribution.test(path)));
  if (!isProduct) return { kind: 'setup', program: tool, repeatable: false, paths: [to] };
  const [first = ''] = from;
  const single = from.length === 1 && !/[*?[]/.test(first);
  if (!single && !isApplicationFolder(to)) return undefined;
  const into = target.value.endsWith('/') || !isApplicationFolder(to);
  const inside = single && into && !operands[0]!.value.endsWith('/.');
  return { kind: 'build', build: { what: 'fetch', path: inside ? joinPath(to, baseName(first)) : to, program: tool } };
}

/** What `> file` writes: a setup where the text is in the command line itself, else a product of the build. */
export function readRedirects(command: ShellCommand, place: CommandPlace): readonly Action[] {
  const { name, redirects } = command;
  const files = redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target && !/^(?:\/dev\/.*|&?\d+|-)$/.test(target.value) ? [target] : [],
  );
  const hasHeredoc = redirects.some(({ operator }) => operator.startsWith('<<'));
  return files.map((word): Action => {
    const paths = pathsOf([word], place);
    if (selfContained.has(name) || hasHeredoc) return { kind: 'setup', program: name ?? '>', repeatable: false, paths };
    const [path] = paths ?? [];
    if (path === undefined) return { kind: 'unknown', what: `${name} > ${word.raw}` };
    return isCache(path) ? { kind: 'nothing' } : { kind: 'build', build: { what: 'fetch', path, program: name! } };
  });
}

/** Folders that hold what can be fetched or made again. */
export function isCache(path: string): boolean {
  return /^(?:\/tmp|\/var\/tmp|\/var\/cache|\/var\/lib\/apt\/lists|\/var\/log|\/usr\/share\/(?:doc|man|info|locale)|(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[\w-]+)\/\.(?:cache|npm|pip|yarn|node-gyp|gnupg|wget-hsts))(?:\/|$)/.test(path); // prettier-ignore
}

/** Where words lead; a glob stays one. Undefined when one of them is not known. */
function pathsOf(words: readonly ShellWord[], { folder, valueOf }: CommandPlace): readonly string[] | undefined {
  const paths = words.map((word) => {
    const plain = word.variables.length === 0 && !/[`$]/.test(word.raw);
    const value = valueOf(word) ?? (plain ? word.value : undefined);
    return value === undefined ? undefined : shellPath(folder, value);
  });
  return paths.every((path) => path !== undefined) ? paths : undefined;
}
