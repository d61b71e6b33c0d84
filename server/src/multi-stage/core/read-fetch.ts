import { shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import type { ShellWord } from '../../shell/script.ts';
import { cacheBuild, fetchBuild, otherBuild } from './effects.ts';
import type { Effect } from './effects.ts';
import { isCache } from './image-folders.ts';

/** What `git clone`, `curl -o` and the extraction of an archive do; undefined for every other command. */
export function readFetch(command: CommandFact): Effect | undefined {
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
    // A name with a variable is a file somewhere below the folder.
    if (path === undefined) return /^[/~]|\.\./.test(target) || folder === undefined ? undefined : otherBuild(program, folder);
    return isCache(path) ? { kind: 'none' } : fetchBuild(program, path);
  }
  if (download) return { kind: 'none' };
  if (program === 'git' && leavesTreeAlone(args)) return cacheBuild(program);
  const into = extraction ? written(extraction.directory) : program === 'git' ? folder : undefined;
  return into === undefined ? undefined : otherBuild(program, into);
}

/** Commands of git that change settings or only print. `git submodule`, `git lfs` and `git checkout` add files. */
function leavesTreeAlone(args: readonly ShellWord[]): boolean {
  const verb = args.find(({ value }, i) => !value.startsWith('-') && args[i - 1]?.value !== '-C' && args[i - 1]?.value !== '-c')?.value;
  return /^(?:config|describe|log|remote|rev-parse|show|status)$/.test(verb ?? '');
}
