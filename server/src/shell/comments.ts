import type { Span } from '../base/span.ts';

/**
 * The comments of a script: from each `#` between its words to the end of that line. unbash skips them without a trace, but what
 * stands between words is only operators, keywords, blanks and comments. `leaves`: where words are, in any order.
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

/** The next `#`, or `end` where there is none before it. */
function nextHash(text: string, from: number, end: number): number {
  const found = text.indexOf('#', from);
  return found < 0 || found > end ? end : found;
}

function beginsWord(text: string, at: number, from: number): boolean {
  return at === from || /[\s;&|()]/.test(text.charAt(at - 1));
}
