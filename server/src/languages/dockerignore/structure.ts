import type { IgnoreComment, IgnorePattern } from '../../context/dockerignore/patterns.ts';
import type { Fold, OutlineEntry } from '../results.ts';
import type { IgnoreDocument } from './document.ts';

/** A comment block with the patterns directly below it. A blank line or the next comment ends the section. */
interface Section {
  readonly heading: readonly IgnoreComment[];
  readonly patterns: readonly IgnorePattern[];
}

/** The sections with a comment and their patterns, and the patterns without a comment. */
export function ignoreOutline(document: IgnoreDocument): readonly OutlineEntry[] {
  return sectionsOf(document).flatMap(({ heading, patterns }) => {
    const children = patterns.map(patternEntry);
    const title = heading.find(({ text }) => text !== '');
    if (!title || patterns.length === 0) return children;
    const span = { start: heading[0]!.start, end: patterns.at(-1)!.end };
    return [{ name: title.text, detail: '', kind: 'section', span, selection: { start: title.start, end: title.end }, children }];
  });
}

/** Folding ranges: sections with a comment, and comments on several lines. */
export function ignoreFolds(document: IgnoreDocument): readonly Fold[] {
  return sectionsOf(document).flatMap(({ heading, patterns }): readonly Fold[] => {
    const [first, last] = [heading[0], heading.at(-1)];
    if (!first || !last) return [];
    if (patterns.length > 0) return [{ kind: 'region', start: first.start, end: patterns.at(-1)!.end }];
    return first === last ? [] : [{ kind: 'comment', start: first.start, end: last.end }];
  });
}

function patternEntry({ text, start, end }: IgnorePattern): OutlineEntry {
  return { name: text, detail: '', kind: 'pattern', span: { start, end }, selection: { start, end }, children: [] };
}

function sectionsOf({ file }: IgnoreDocument): readonly Section[] {
  const sections: { heading: IgnoreComment[]; patterns: IgnorePattern[] }[] = [];
  const comments = new Map(file.comments.map((comment) => [comment.line, comment]));
  const patterns = new Map(file.patterns.map((pattern) => [pattern.line, pattern]));
  let lastLine: number | undefined;
  for (const line of [...comments.keys(), ...patterns.keys()].sort((a, b) => a - b)) {
    const [comment, pattern] = [comments.get(line), patterns.get(line)];
    if (lastLine !== line - 1 || (comment && sections.at(-1)!.patterns.length > 0)) sections.push({ heading: [], patterns: [] });
    if (comment) sections.at(-1)!.heading.push(comment);
    if (pattern) sections.at(-1)!.patterns.push(pattern);
    lastLine = line;
  }
  return sections;
}
