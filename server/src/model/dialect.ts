import { shellLanguage } from '../knowledge/programs.ts';
import type { Dialect } from '../shell/script.ts';
import type { Comment, DockerfileTree, Instruction } from '../syntax/tree.ts';
import { Timeline } from './timeline.ts';

/**
 * The dialect of a SHELL: that of the first word that names a shell, so that `["conda", "run", "-n", "x", "/bin/bash", "-c"]` is bash.
 * `none` where no word does.
 */
export function dialectOfShell(words: readonly string[]): Dialect {
  for (const word of words) {
    const dialect = shellLanguage(word);
    if (dialect) return dialect;
  }
  return 'none';
}

/** What the comments of a file say about shells. */
export interface ShellPragmas {
  /** `# shellcheck shell=bash` right above the instruction or between its lines: for that instruction alone. */
  of(instruction: Instruction): Dialect | undefined;
  /** `# hadolint shell=bash`: from its line to the next SHELL or FROM. `since`: the end of that one; `before`: where the instruction starts. */
  between(since: number, before: number): Dialect | undefined;
}

const shellcheck = /^shellcheck\b.*\bshell=([\w./-]+)/i;
const hadolint = /^hadolint\b.*\bshell=([\w./-]+)/i;

/** Reads the pragmas, once for the file. https://github.com/hadolint/hadolint#inline-ignores and https://www.shellcheck.net/wiki/Directive */
export function readShellPragmas(tree: DockerfileTree): ShellPragmas {
  if (!/shell=/i.test(tree.text)) return noPragmas;
  const stretches = new Timeline<{ readonly comment: Comment; readonly dialect: Dialect }>();
  for (const comment of tree.comments) for (const found of pragma(comment, hadolint)) stretches.add(comment.start, found);
  const above = commentsAbove(tree);
  return {
    of: (instruction) => {
      const before = above.get(instruction.start);
      if (!before && instruction.comments.length === 0) return undefined;
      return [...instruction.comments, ...(before ?? [])].flatMap((comment) => pragma(comment, shellcheck))[0]?.dialect;
    },
    between: (since, before) => {
      const last = stretches.before(before);
      return last && last.comment.start >= since ? last.dialect : undefined;
    },
  };
}

const noPragmas: ShellPragmas = { of: () => undefined, between: () => undefined };

function pragma(comment: Comment, pattern: RegExp): { comment: Comment; dialect: Dialect }[] {
  const dialect = shellLanguage(pattern.exec(comment.text)?.[1] ?? '');
  return dialect ? [{ comment, dialect }] : [];
}

/** The block of comment lines that ends on the line above each instruction, by the instruction's start. */
function commentsAbove(tree: DockerfileTree): ReadonlyMap<number, readonly Comment[]> {
  const above = new Map<number, readonly Comment[]>();
  let i = 0;
  for (const { start } of tree.instructions) {
    let block: Comment[] = [];
    for (; i < tree.comments.length && tree.comments[i]!.start < start; i++) {
      const comment = tree.comments[i]!;
      const last = block.at(-1);
      if (last && hasBlankLine(tree.text.slice(last.end, comment.start))) block = [];
      block.push(comment);
    }
    const last = block.at(-1);
    if (last && !hasBlankLine(tree.text.slice(last.end, start))) above.set(start, block);
  }
  return above;
}

function hasBlankLine(between: string): boolean {
  return (between.match(/\n/g)?.length ?? 0) > 1;
}

/** Whether a shell with these words (of SHELL) stops at the first failure: `["/bin/bash", "-eo", "pipefail", "-c"]`. */
export function startsWithErrexit([, ...options]: readonly string[]): boolean {
  return options.some((word) => /^-[a-zA-Z]*e/.test(word) || word === 'errexit');
}
