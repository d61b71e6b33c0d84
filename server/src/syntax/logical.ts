import type { Span } from '../base/span.ts';

/** A part of the source that belongs to the logical line. */
interface Piece {
  /** Its offset in the logical text. */
  readonly at: number;
  /** Its offset in the chunk. */
  readonly offset: number;
}

/**
 * An instruction as BuildKit parses it: continued lines are joined; escape characters, comment lines and empty lines are removed. Maps each
 * character to its offset in the chunk.
 */
export class LogicalLine {
  readonly text: string;
  private readonly pieces: readonly Piece[];

  /** `parts`: the spans of `source` that belong to the line, in order. */
  constructor(source: string, parts: readonly Span[]) {
    let text = '';
    // Not a list that grows: for its first item it gets space for 17.
    this.pieces = parts.map(({ start, end }) => {
      const piece = { at: text.length, offset: start };
      text += source.slice(start, end);
      return piece;
    });
    this.text = text;
  }

  /** The chunk offset of the logical character `index`. The end of the text maps to the offset after its last character. */
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
