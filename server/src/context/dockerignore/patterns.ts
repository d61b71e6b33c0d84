import { trimSpace } from '../../base/spaces.ts';
import { memoize } from '../../base/memoize.ts';
import { cleanPath } from '../../base/paths.ts';
import { span } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { compileGlob } from '../glob.ts';

/** One pattern of an ignore file. The span excludes spaces around it. */
export interface IgnorePattern extends Span {
  /** As written, trimmed, including its `!`. */
  readonly text: string;
  /** Zero-based line in the ignore file. */
  readonly line: number;
  /** Whether it starts with `!`: it includes files that earlier lines exclude. */
  readonly negated: boolean;
  /** The pattern that paths are compared with: cleaned, relative to the context root, without the `!`. */
  readonly cleaned: string;
}

/** A line that fails the build: a single `!`, or a pattern that is invalid in Go's filepath.Match. */
export interface IgnoreProblem extends Span {
  readonly line: number;
  readonly code: 'empty-exception' | 'bad-syntax';
}

/** A comment, from its `#` to the end of the line. */
export interface IgnoreComment extends Span {
  readonly line: number;
  /** The text after the `#`, trimmed. */
  readonly text: string;
}

export interface IgnoreFile {
  readonly text: string;
  readonly patterns: readonly IgnorePattern[];
  readonly problems: readonly IgnoreProblem[];
  readonly comments: readonly IgnoreComment[];
}

const byteOrderMark = '\uFEFF';
/** How many texts are kept: a document and its build context read the same one. */
const mostTexts = 4;

/**
 * Parses a .dockerignore file like moby's ignorefile.ReadAll: a byte order mark is removed, `#` only starts a comment in the first column,
 * spaces around the pattern and after its `!` are removed, and the path is cleaned and loses one leading slash. Lines that Docker rejects
 * are problems and match nothing here. Facts: the tables of test/unit/context/dockerignore. The last texts are memoized.
 */
export const readIgnoreFile: (text: string) => IgnoreFile = memoize(parseIgnoreFile, mostTexts);

function parseIgnoreFile(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const problems: IgnoreProblem[] = [];
  const comments: IgnoreComment[] = [];
  let start = 0;
  for (const [line, whole] of text.split('\n').entries()) {
    const mark = line === 0 && whole.startsWith(byteOrderMark) ? 1 : 0;
    const content = whole.slice(mark);
    const trimmed = trimSpace(content);
    const from = start + mark + content.indexOf(trimmed);
    const at = span(from, from + trimmed.length);
    if (content.startsWith('#')) comments.push({ ...at, line, text: trimmed.slice(1).trim() });
    else if (trimmed !== '') {
      const negated = trimmed.startsWith('!');
      const body = negated ? trimSpace(trimmed.slice(1)) : trimmed;
      const code = problemOf(body);
      if (code) problems.push({ ...at, line, code });
      else patterns.push({ ...at, text: trimmed, line, negated, cleaned: cleanPath(body).replace(/^\/(?=.)/s, '') });
    }
    start += whole.length + 1;
  }
  return { text, patterns, problems, comments };
}

/** Whether a pattern has no special characters, so that it matches exactly the path that it is. */
export function isLiteral(pattern: string): boolean {
  return !/[*?[\\]/.test(pattern);
}

function problemOf(body: string): IgnoreProblem['code'] | undefined {
  if (body === '') return 'empty-exception';
  if (isLiteral(body)) return undefined;
  return compileGlob(cleanPath(body)) ? undefined : 'bad-syntax';
}
