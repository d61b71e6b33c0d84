import type { Span } from '../base/span.ts';

/**
 * Finds the comments of a script: from each `#` between its words to the end of the line. The result of unbash does not contain comments,
 * but between words there are only operators, keywords, spaces and comments. `leaves`: the spans of the words, in any order.
 */
export function commentsBetween(text: string, script: Span, leaves: readonly Span[]): Span[] {
  const comments: Span[] = [];
  let hash = nextHash(text, script.start, script.end);
  if (hash === script.end) return comments;
  const sorted = [...leaves].sort((a, b) => a.start - b.start);
  let at = script.start;
  for (const leaf of [...sorted, { start: script.end, end: script.end }]) {
    while (hash < leaf.start) {
      if (hash >= at && beginsWord(text, hash, script.start)) {
        const lineEnd = text.indexOf('\n', hash);
        at = lineEnd < 0 || lineEnd > script.end ? script.end : lineEnd;
        comments.push({ start: hash, end: at });
      }
      hash = nextHash(text, Math.max(at, hash + 1), script.end);
    }
    at = Math.max(at, leaf.end);
  }
  return comments;
}

/** The offset of the next `#`, or `end` if there is none before it. */
function nextHash(text: string, from: number, end: number): number {
  const found = text.indexOf('#', from);
  return found < 0 || found > end ? end : found;
}

function beginsWord(text: string, at: number, from: number): boolean {
  return at === from || /[\s;&|()]/.test(text.charAt(at - 1));
}

/**
 * The text that a comment of a shell form swallows: BuildKit joins continued lines before a shell reads them, so that a comment includes
 * the lines after it, here with their indentation. Returns undefined if nothing but comment lines and empty lines follows.
 */
export function swallowedText(comment: Span, continuations: readonly Span[]): Span | undefined {
  const next = continuations.find(({ start, end }) => start >= comment.start && end < comment.end);
  return next && { start: next.end, end: comment.end };
}
