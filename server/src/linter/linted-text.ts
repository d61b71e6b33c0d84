import { memoizeWeak } from '../base/memoize.ts';
import { indexOfLastBefore, touches } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';

/** A Dockerfile or a .dockerignore, as suppression comments and fix-all see it. */
export interface LintedText<Unit extends Span = Span> {
  readonly text: string;
  /** What a suppression comment applies to, in order: the instructions of a Dockerfile, the lines of a .dockerignore that are not comments. */
  readonly units: readonly Unit[];
  readonly comments: readonly LintedComment[];
  /** `# check=...` at the head of a Dockerfile, which applies to the whole file. */
  readonly directives: readonly LintedComment[];
  /** A finding on the first line is about the whole file, so that it can only be suppressed there. */
  readonly firstLineIsFile: boolean;
}

/** A comment; `text` is what follows the `#`, trimmed. */
export interface LintedComment extends Span {
  readonly text: string;
}

/** A Dockerfile; the comments between the lines of an instruction are among its comments. */
export const lintedDockerfile = memoizeWeak((tree: DockerfileTree): LintedText<Instruction> => {
  const { text, instructions } = tree;
  const inside = instructions.flatMap(({ comments }) => comments);
  const checks = tree.directives.filter(({ name }) => name === 'check');
  return {
    text,
    units: instructions,
    comments: inside.length > 0 ? [...tree.comments, ...inside] : tree.comments,
    directives: checks.map(({ start, end, nameSpan }) => ({ start, end, text: text.slice(nameSpan.start, end) })),
    firstLineIsFile: false,
  };
});

/** A .dockerignore. */
export const lintedIgnoreFile = memoizeWeak(({ text, patterns, problems, comments }: IgnoreFile): LintedText => {
  const units = [...patterns, ...problems].sort((a, b) => a.start - b.start);
  return { text, units, comments, directives: [], firstLineIsFile: true };
});

/** The unit whose text `offset` is in, its end included; else the next one. Undefined after the last. */
export function unitAtOrAfter<Unit extends Span>({ units }: LintedText<Unit>, offset: number): Unit | undefined {
  const index = indexOfLastBefore(units, offset);
  const before = units[index];
  return before && touches(before, offset) ? before : units[index + 1];
}
