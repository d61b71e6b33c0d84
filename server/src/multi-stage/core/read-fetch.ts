import { shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { Action } from './actions.ts';
import { isCache } from './read-files.ts';

/** `git clone`, `curl -o`, and archives that are unpacked; undefined for every other command. */
export function readFetch(command: CommandFact): Action | undefined {
  const { program = '', args, folder, download, clone, extraction } = command;
  const written = (path: string | undefined): string | undefined => {
    if (path === undefined) return folder;
    const word = args.find(({ value }) => value === path);
    const known = word ? command.valueOfWord(word) : /[$`*?]/.test(path) ? undefined : path;
    return known === undefined ? undefined : shellPath(folder, known);
  };
  const target = clone?.directory ?? download?.output;
  if (target !== undefined) {
    const path = written(target);
    if (path === undefined) return undefined;
    return isCache(path) ? { kind: 'nothing' } : { kind: 'build', build: { what: 'fetch', path, program } };
  }
  if (download) return { kind: 'nothing' };
  if (program === 'git' && leavesTreeAlone(args)) return { kind: 'build', build: { what: 'cache', program } };
  const into = extraction ? written(extraction.directory) : program === 'git' ? folder : undefined;
  return into === undefined ? undefined : { kind: 'build', build: { what: 'tool', folder: into, program } };
}

/** Settings of git, and what only looks. `git submodule`, `git lfs` and `git checkout` bring files. */
function leavesTreeAlone(args: readonly ShellWord[]): boolean {
  const verb = args.find(({ value }, i) => !value.startsWith('-') && args[i - 1]?.value !== '-C' && args[i - 1]?.value !== '-c')?.value;
  return /^(?:config|describe|log|remote|rev-parse|show|status)$/.test(verb ?? '');
}
