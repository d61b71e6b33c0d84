/** A range of a document: UTF-16 offsets into one immutable string, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Creates the span from `start` to `end`, both UTF-16 offsets. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** The text of a span. */
export function slice(text: string, at: Span): string {
  return text.slice(at.start, at.end);
}

/** Whether `offset` is in the span or at its end, so that a cursor directly after a word is on the word. */
export function touches(at: Span, offset: number): boolean {
  return at.start <= offset && offset <= at.end;
}

/** Whether two spans share a character, or one begins where the other ends. */
export function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Whether `inner` is completely within `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Returns whether a span is completely within one of `outer`, which are sorted by their starts. */
export function coveredBy(outer: readonly Span[]): (inner: Span) => boolean {
  /** The farthest end of the spans up to each one. */
  const ends: number[] = [];
  for (const { end } of outer) ends.push(Math.max(end, ends.at(-1) ?? end));
  return ({ start, end }) => (ends[indexOfLastBefore(outer, start)] ?? -1) >= end;
}

/** Whether two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Moves the span `by` characters. */
export function shift(at: Span, by: number): Span {
  return { start: at.start + by, end: at.end + by };
}

/** Index of the last of the sorted spans that starts at or before `offset`; -1 if there is none. Binary search. */
export function indexOfLastBefore(spans: readonly Span[], offset: number): number {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (spans[mid]!.start <= offset) low = mid;
    else high = mid - 1;
  }
  return low;
}
