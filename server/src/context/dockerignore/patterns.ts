import { message, type Message } from '../../text/message.ts';
import { span, type Span } from '../../text/span.ts';
import { compileGlob } from '../glob.ts';
import { cleanPath } from '../paths.ts';

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

/** A line that makes the build fail. */
export interface IgnoreProblem extends Span {
  readonly line: number;
  readonly message: Message;
}

export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  readonly problems: readonly IgnoreProblem[];
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads a .dockerignore as moby's ignorefile.ReadAll does: a byte order mark is dropped, `#` counts as a comment in the first column
 * alone, then blanks around the pattern and behind its `!` are dropped, the path is cleaned and one leading slash taken off. Lines that
 * Docker refuses are problems and match nothing here. Facts: the tables of test/unit/context/dockerignore.
 */
export function readIgnoreFile(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const problems: IgnoreProblem[] = [];
  let start = 0;
  for (const [line, whole] of text.split('\n').entries()) {
    const mark = line === 0 && whole.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    const content = whole.slice(mark);
    const trimmed = content.trim();
    if (trimmed !== '' && !content.startsWith('#')) {
      const from = start + mark + content.indexOf(trimmed);
      const at = span(from, from + trimmed.length);
      const negated = trimmed.startsWith('!');
      const body = negated ? trimmed.slice(1).trim() : trimmed;
      const problem = problemOf(body);
      if (problem) problems.push({ ...at, line, message: problem });
      else patterns.push({ ...at, text: trimmed, line, negated, cleaned: cleanPath(body).replace(/^\/(?=.)/s, '') });
    }
    start += whole.length + 1;
  }
  return { patterns, problems };
}

function problemOf(body: string): Message | undefined {
  if (body === '') return message('"!" needs a pattern behind it: the build fails on this line.');
  if (!compileGlob(cleanPath(body)))
    return message('The pattern has an open or empty "[", or ends with a backslash: the build fails on this line.');
  return undefined;
}
