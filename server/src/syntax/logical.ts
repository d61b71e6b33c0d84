import type { Span } from '../base/span.ts';

/** A stretch of source that is part of the logical line. */
interface Piece {
  /** Where it begins in the logical text. */
  readonly at: number;
  /** Where it begins in the chunk. */
  readonly offset: number;
}

/**
 * An instruction as BuildKit reads it: the continued lines joined, their escape characters, comment lines and blank lines gone.
 * Knows where each character stands in the chunk.
 */
export class LogicalLine {
  readonly text: string;
  private readonly pieces: readonly Piece[];

  /** `parts`: the stretches of `source` that count, in order. */
  constructor(source: string, parts: readonly Span[]) {
    const pieces: Piece[] = [];
    let text = '';
    for (const part of parts) {
      pieces.push({ at: text.length, offset: part.start });
      text += source.slice(part.start, part.end);
    }
    this.text = text;
    this.pieces = pieces;
  }

  /** The chunk offset of the logical character `index`; the end of the text maps to behind its last character. */
  offsetOf(index: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.pieces[mid]!.at <= index) low = mid;
      else high = mid - 1;
    }
    const piece = this.pieces[low];
    return piece ? piece.offset + (index - piece.at) : 0;
  }

  /** The chunk span of the logical characters from `start` to `end` (exclusive). */
  span(start: number, end: number): Span {
    if (end <= start) {
      const at = this.offsetOf(start);
      return { start: at, end: at };
    }
    return { start: this.offsetOf(start), end: this.offsetOf(end - 1) + 1 };
  }
}
