import { cleanPath } from '../../base/paths.ts';
import { span } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { compileGlob } from '../glob.ts';

/** One pattern of an ignore file. The span covers it as written, blanks around it excluded. */
export interface IgnorePattern extends Span {
  /** As written, trimmed, with its `!`. */
  readonly text: string;
  /** Zero-based line in the ignore file. */
  readonly line: number;
  /** Begins with `!`: takes back in what earlier lines left out. */
  readonly negated: boolean;
  /** What paths are compared with: cleaned, relative to the context's root, without the `!`. */
  readonly cleaned: string;
}

/** A line that makes the build fail: a `!` with nothing behind it, or a pattern that Go's filepath.Match does not take. */
export interface IgnoreProblem extends Span {
  readonly line: number;
  readonly code: 'empty-exception' | 'bad-syntax';
}

/** A comment, from its `#` to the line's end. */
export interface IgnoreComment extends Span {
  readonly line: number;
  /** What stands behind the `#`, trimmed. */
  readonly text: string;
}

export interface IgnoreFile {
  readonly text: string;
  readonly patterns: readonly IgnorePattern[];
  readonly problems: readonly IgnoreProblem[];
  readonly comments: readonly IgnoreComment[];
}

const byteOrderMark = '\uFEFF';

/**
 * Reads a .dockerignore as moby's ignorefile.ReadAll does: a byte order mark is dropped, `#` counts as a comment in the first column
 * alone, then blanks around the pattern and behind its `!` are dropped, the path is cleaned and one leading slash taken off. Lines that
 * Docker refuses are problems and match nothing here. Facts: the tables of test/unit/context/dockerignore.
 */
export function readIgnoreFile(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const problems: IgnoreProblem[] = [];
  const comments: IgnoreComment[] = [];
  let start = 0;
  for (const [line, whole] of text.split('\n').entries()) {
    const mark = line === 0 && whole.startsWith(byteOrderMark) ? 1 : 0;
    const content = whole.slice(mark);
    const trimmed = content.trim();
    const from = start + mark + content.indexOf(trimmed);
    const at = span(from, from + trimmed.length);
    if (content.startsWith('#')) comments.push({ ...at, line, text: trimmed.slice(1).trim() });
    else if (trimmed !== '') {
      const negated = trimmed.startsWith('!');
      const body = negated ? trimmed.slice(1).trim() : trimmed;
      const code = problemOf(body);
      if (code) problems.push({ ...at, line, code });
      else patterns.push({ ...at, text: trimmed, line, negated, cleaned: cleanPath(body).replace(/^\/(?=.)/s, '') });
    }
    start += whole.length + 1;
  }
  return { text, patterns, problems, comments };
}

function problemOf(body: string): IgnoreProblem['code'] | undefined {
  if (body === '') return 'empty-exception';
  return compileGlob(cleanPath(body)) ? undefined : 'bad-syntax';
}
