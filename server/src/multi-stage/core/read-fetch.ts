import { shellPath } from '../../base/paths.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { readExtraction } from '../../shell/tools/archives.ts';
import { readClone, readDownload } from '../../shell/tools/downloads.ts';
import { toolOf } from '../../shell/tools/unwrap.ts';
import type { Action } from './actions.ts';
import { isCache } from './read-files.ts';
import type { CommandPlace } from './read-run.ts';

/** `git clone`, `curl -o`, and archives that are unpacked; undefined for every other command. */
export function readFetch(command: ShellCommand, { folder, valueOf }: CommandPlace): Action | undefined {
  const { tool = '', args } = toolOf(command);
  const written = (path: string | undefined): string | undefined => {
    if (path === undefined) return folder;
    const word = args.find(({ value }) => value === path);
    const known = word ? valueOf(word) : /[$`*?]/.test(path) ? undefined : path;
    return known === undefined ? undefined : shellPath(folder, known);
  };
  const download = readDownload(command);
  const target = readClone(command)?.directory ?? download?.output;
  if (target !== undefined) {
    const path = written(target);
    if (path === undefined) return undefined;
    return isCache(path) ? { kind: 'nothing' } : { kind: 'build', build: { what: 'fetch', path, program: tool } };
  }
  if (download) return { kind: 'nothing' };
  if (tool === 'git' && leavesTreeAlone(args)) return { kind: 'build', build: { what: 'cache', program: tool } };
  const extraction = readExtraction(command);
  const into = extraction ? written(extraction.directory) : tool === 'git' ? folder : undefined;
  return into === undefined ? undefined : { kind: 'build', build: { what: 'tool', folder: into, program: tool } };
}

/** Settings of git, and what only looks. `git submodule`, `git lfs` and `git checkout` bring files. */
function leavesTreeAlone(args: readonly ShellWord[]): boolean {
  const verb = args.find(({ value }, i) => !value.startsWith('-') && args[i - 1]?.value !== '-C' && args[i - 1]?.value !== '-c')?.value;
  return /^(?:config|describe|log|remote|rev-parse|show|status)$/.test(verb ?? '');
}
