import { shellPath } from '../base/paths.ts';
import { matchesGlob } from '../base/glob.ts';
import { isNotSlash, readGlob } from '../base/read-glob.ts';
import type { GlobDialect } from '../base/read-glob.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';

/** Whether a path, or a folder that contains it, matches. */
export type PathPattern = (path: string) => boolean;

/** Pathname patterns of a shell, per path part. POSIX.1-2024, XCU 2.14; bash also accepts `^` for negation. */
const shellGlob: GlobDialect = { wildcard: isNotSlash, classes: 'lenient', negations: '!^', strictEscapes: false };

/**
 * Compiles a word with paths of the image, including the shell's globs: `/var/lib/apt/lists/*`, `build`. Returns undefined if it contains a
 * variable, or is relative and the folder is unknown. Globs are matched part by part; a name that starts with a dot only matches a pattern
 * that does.
 */
export function pathPattern(word: string, folder: string | undefined): PathPattern | undefined {
  const path = shellPath(folder, word);
  if (path === undefined) return undefined;
  if (path === '/') return () => true;
  const tests = path.split('/').slice(1).map(nameTest); // prettier-ignore
  return (candidate) => {
    const parts = candidate.split('/').slice(1);
    return parts.length >= tests.length && tests.every((fits, i) => fits(parts[i]!));
  };
}

function nameTest(pattern: string): (name: string) => boolean {
  const glob = readGlob(pattern, shellGlob);
  // A shell takes an invalid pattern as it is written.
  if (!glob) return (name) => name === pattern;
  return (name) => (pattern.startsWith('.') || !name.startsWith('.')) && matchesGlob(glob, name);
}

/** The working directory in which the commands of an instruction start. Returns undefined if the base image is unknown. */
export function startFolder(model: DockerfileModel, instruction: Instruction): string | undefined {
  const { workdir, baseKnown } = model.configBefore(instruction);
  return workdir?.value ?? (baseKnown ? '/' : undefined);
}
