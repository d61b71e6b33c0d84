import { baseName, isWithin, joinPath, shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellWord } from '../../shell/script.ts';
import { parseArguments } from '../../shell/tools/options.ts';
import type { Action, Setup } from './actions.ts';
import { isApplicationFolder } from './system-folders.ts';

/** Commands on files, links, owners, accounts; undefined for every other command. */
export function readFiles(command: CommandFact): Action | undefined {
  const { program = '', args, removal, ownership, link, account } = command;
  const setup = (words: readonly ShellWord[], again = false): Setup => ({
    kind: 'setup',
    program,
    repeatable: again,
    paths: pathsOf(words, command),
  });
  if (removal) {
    const caches = removal.partial || removal.targets.every(({ value }) => isCache(value));
    return caches ? { kind: 'clean', ofLanguage: false } : setup(removal.targets);
  }
  if (ownership) return { ...setup(ownership.targets, true), owner: ownership.tool === 'chown' ? ownership.setting?.value : undefined };
  if (link) return link.link ? setup([link.link]) : undefined;
  if (account || hasRole(program, 'systemSetup')) return setup([], true);
  if (hasRole(program, 'fileTransfer')) return readTransfer(program, args, command);
  if (!hasRole(program, 'fileWriter')) return undefined;
  const { operands } = parseArguments(args, { valued: ['-m', '--mode', '-e', '-f', '-s', '-d', '-r', '-t'], combined: true });
  return setup(program === 'sed' ? operands.slice(-1) : operands, program === 'mkdir' || program === 'touch');
}

/** Where the base and packages of the distribution put their files. */
const ofDistribution = /^\/(?:etc|lib|(?:usr\/)?s?bin|usr\/(?:lib|share))\//;

/**
 * `cp`, `mv`, `install`. What is taken out of the working folder, or out of another one that is not the distribution's, is a product of
 * the build; everything else is a setup that can be done again.
 */
function readTransfer(tool: string, args: readonly ShellWord[], command: CommandFact): Action | undefined {
  const { operands, options } = parseArguments(args, {
    valued: ['-m', '--mode', '-o', '--owner', '-g', '--group', '-t', '-S'],
    combined: true,
  });
  if (options.some(({ name }) => name === '-t')) return undefined;
  if (tool === 'install' && options.some(({ name }) => name === '-d' || name === '--directory')) {
    return { kind: 'setup', program: 'mkdir', repeatable: true, paths: pathsOf(operands, command) };
  }
  const target = operands.at(-1);
  const to = target && pathsOf([target], command)?.[0];
  const from = pathsOf(operands.slice(0, -1), command);
  if (!target || to === undefined || !from || command.folder === undefined) return undefined;
  const inFolder = (path: string): boolean => command.folder !== '/' && isWithin(command.folder!, path);
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
export function readRedirects(command: CommandFact): readonly Action[] {
  const { program, inner } = command;
  const files = inner.redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target && !/^(?:\/dev\/.*|&?\d+|-)$/.test(target.value) ? [target] : [],
  );
  const hasText = program === undefined || hasRole(program, 'printer') || inner.redirects.some(({ operator }) => operator.startsWith('<<'));
  return files.map((word): Action => {
    const paths = pathsOf([word], command);
    if (hasText) return { kind: 'setup', program: program ?? '>', repeatable: false, paths };
    const [path] = paths ?? [];
    if (path === undefined) return { kind: 'unknown', what: `${program} > ${word.raw}` };
    return isCache(path) ? { kind: 'nothing' } : { kind: 'build', build: { what: 'fetch', path, program } };
  });
}

/** Folders that hold what can be fetched or made again. */
export function isCache(path: string): boolean {
  return /^(?:\/tmp|\/var\/tmp|\/var\/cache|\/var\/lib\/apt\/lists|\/var\/log|\/usr\/share\/(?:doc|man|info|locale)|(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[\w-]+)\/\.(?:cache|npm|pip|yarn|node-gyp|gnupg|wget-hsts))(?:\/|$)/.test(path); // prettier-ignore
}

/** Where words lead; a glob stays one. Undefined when one of them is not known. */
function pathsOf(words: readonly ShellWord[], command: CommandFact): readonly string[] | undefined {
  const paths = words.map((word) => {
    const plain = word.variables.length === 0 && !/[`$]/.test(word.raw);
    const value = command.valueOfWord(word) ?? (plain ? word.value : undefined);
    return value === undefined ? undefined : shellPath(command.folder, value);
  });
  return paths.every((path) => path !== undefined) ? paths : undefined;
}
