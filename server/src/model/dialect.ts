import { shellLanguage } from '../knowledge/programs.ts';
import type { Dialect } from '../shell/script.ts';
import type { Comment, DockerfileTree, Instruction } from '../syntax/tree.ts';
import { Timeline } from './timeline.ts';

/**
 * The dialect of a SHELL instruction, from the first word that is a shell: `["conda", "run", "-n", "x", "/bin/bash", "-c"]` is bash. `none`
 * if no word is a shell.
 */
export function dialectOfShell(words: readonly string[]): Dialect {
  for (const word of words) {
    const dialect = shellLanguage(word);
    if (dialect) return dialect;
  }
  return 'none';
}

/** The shell directives in the comments of a file. */
export interface ShellDirectives {
  /** `# shellcheck shell=bash` directly above the instruction or between its lines: applies to that instruction only. */
  of(instruction: Instruction): Dialect | undefined;
  /**
   * `# hadolint shell=bash`: applies from its line to the next SHELL or FROM. `since`: the end of the last SHELL or FROM; `before`: the
   * start of the instruction.
   */
  between(since: number, before: number): Dialect | undefined;
}

const shellcheck = /^shellcheck\b.*\bshell=([\w./-]+)/i;
const hadolint = /^hadolint\b.*\bshell=([\w./-]+)/i;

/** Reads the directives of a file. https://github.com/hadolint/hadolint#inline-ignores and https://www.shellcheck.net/wiki/Directive */
export function readShellDirectives(tree: DockerfileTree): ShellDirectives {
  if (!/shell=/i.test(tree.text)) return noShellDirectives;
  const hadolintDirectives = new Timeline<{ readonly comment: Comment; readonly dialect: Dialect }>();
  for (const comment of tree.comments)
    for (const found of readShellDirective(comment, hadolint)) hadolintDirectives.add(comment.start, found);
  const above = commentsAbove(tree);
  return {
    of: (instruction) => {
      const before = above.get(instruction.start);
      if (!before && instruction.comments.length === 0) return undefined;
      return [...instruction.comments, ...(before ?? [])].flatMap((comment) => readShellDirective(comment, shellcheck))[0]?.dialect;
    },
    between: (since, before) => {
      const last = hadolintDirectives.before(before);
      return last && last.comment.start >= since ? last.dialect : undefined;
    },
  };
}

const noShellDirectives: ShellDirectives = { of: () => undefined, between: () => undefined };

function readShellDirective(comment: Comment, pattern: RegExp): { comment: Comment; dialect: Dialect }[] {
  const dialect = shellLanguage(pattern.exec(comment.text)?.[1] ?? '');
  return dialect ? [{ comment, dialect }] : [];
}

/** The block of comment lines directly above each instruction, by the offset of the instruction. */
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

/** Whether a shell with these arguments (of SHELL) stops at the first failure: `["/bin/bash", "-eo", "pipefail", "-c"]`. */
export function startsWithErrexit([, ...options]: readonly string[]): boolean {
  return options.some((word) => /^-[a-zA-Z]*e/.test(word) || word === 'errexit');
}

/** Whether a shell with these arguments (of SHELL) sets pipefail. */
export function startsWithPipefail(words: readonly string[]): boolean {
  return words.some((word) => /\bpipefail\b/.test(word));
}
