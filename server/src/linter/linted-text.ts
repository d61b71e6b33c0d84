import { memoizeWeak } from '../base/memoize.ts';
import { indexOfLastBefore, touches } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';

/** A Dockerfile or .dockerignore file, as suppression comments and fix-all need it. */
export interface LintedText<Unit extends Span = Span> {
  readonly text: string;
  /**
   * The parts that a suppression comment can apply to, in order: the instructions of a Dockerfile, or the lines of a .dockerignore file
   * that are not comments.
   */
  readonly units: readonly Unit[];
  readonly comments: readonly LintedComment[];
  /** `# check=...` at the top of a Dockerfile, which applies to the whole file. */
  readonly directives: readonly LintedComment[];
  /** Whether a finding on the first line concerns the whole file, and can only be suppressed for the file. */
  readonly firstLineIsFile: boolean;
}

/** A comment. `text` is the trimmed text after `#`. */
export interface LintedComment extends Span {
  readonly text: string;
}

/** A Dockerfile. Its comments include those between the lines of an instruction. */
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

/** A .dockerignore file. */
export const lintedIgnoreFile = memoizeWeak(({ text, patterns, problems, comments }: IgnoreFile): LintedText => {
  const units = [...patterns, ...problems].sort((a, b) => a.start - b.start);
  return { text, units, comments, directives: [], firstLineIsFile: true };
});

/** The unit that contains `offset` or ends at it, or the next unit. Undefined after the last unit. */
export function unitAtOrAfter<Unit extends Span>({ units }: LintedText<Unit>, offset: number): Unit | undefined {
  const index = indexOfLastBefore(units, offset);
  const before = units[index];
  return before && touches(before, offset) ? before : units[index + 1];
}
