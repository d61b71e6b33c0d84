import type { IgnoreComment, IgnorePattern } from '../../context/dockerignore/patterns.ts';
import type { Fold, OutlineEntry } from '../results.ts';
import type { IgnoreDocument } from './document.ts';

/** Comments with the patterns right below them, as people write lists: a blank line or the next comment ends a part. */
interface Part {
  readonly heading: readonly IgnoreComment[];
  readonly patterns: readonly IgnorePattern[];
}

/** The parts that have a comment, with their patterns in them; patterns without one stand for themselves. */
export function ignoreOutline(document: IgnoreDocument): readonly OutlineEntry[] {
  return partsOf(document).flatMap(({ heading, patterns }) => {
    const children = patterns.map(patternEntry);
    const title = heading.find(({ text }) => text !== '');
    if (!title || patterns.length === 0) return children;
    const span = { start: heading[0]!.start, end: patterns.at(-1)!.end };
    return [{ name: title.text, detail: '', kind: 'section', span, selection: { start: title.start, end: title.end }, children }];
  });
}

/** The parts that have a comment, and comments of several lines. */
export function ignoreFolds(document: IgnoreDocument): readonly Fold[] {
  return partsOf(document).flatMap(({ heading, patterns }): readonly Fold[] => {
    const [first, last] = [heading[0], heading.at(-1)];
    if (!first || !last) return [];
    if (patterns.length > 0) return [{ kind: 'region', start: first.start, end: patterns.at(-1)!.end }];
    return first === last ? [] : [{ kind: 'comment', start: first.start, end: last.end }];
  });
}

function patternEntry({ text, start, end }: IgnorePattern): OutlineEntry {
  return { name: text, detail: '', kind: 'pattern', span: { start, end }, selection: { start, end }, children: [] };
}

function partsOf({ file }: IgnoreDocument): readonly Part[] {
  const parts: { heading: IgnoreComment[]; patterns: IgnorePattern[] }[] = [];
  const comments = new Map(file.comments.map((comment) => [comment.line, comment]));
  const patterns = new Map(file.patterns.map((pattern) => [pattern.line, pattern]));
  let lastLine: number | undefined;
  for (const line of [...comments.keys(), ...patterns.keys()].sort((a, b) => a - b)) {
    const [comment, pattern] = [comments.get(line), patterns.get(line)];
    if (lastLine !== line - 1 || (comment && parts.at(-1)!.patterns.length > 0)) parts.push({ heading: [], patterns: [] });
    if (comment) parts.at(-1)!.heading.push(comment);
    if (pattern) parts.at(-1)!.patterns.push(pattern);
    lastLine = line;
  }
  return parts;
}
