import type { Span } from '../../../base/span.ts';
import type { SemanticToken, TokenKind } from '../../token-legend.ts';

/** A token before what stands inside of it is cut out. Without a kind it is a hole: the grammar knows better there. */
interface Piece extends Span {
  readonly kind: TokenKind | undefined;
}

/** Gathers the tokens of a stretch of text. They may stand in one another, in any order. */
export class Pieces {
  private readonly found: Piece[] = [];

  add({ start, end }: Span, kind: TokenKind): void {
    if (start < end) this.found.push({ start, end, kind });
  }

  /** Keeps any token out of a stretch. */
  leaveOut({ start, end }: Span): void {
    if (start < end) this.found.push({ start, end, kind: undefined });
  }

  /** The tokens in order of the text, none over another: of those in one another the innermost counts, of equal ones the last. */
  tokens(): readonly SemanticToken[] {
    const tokens: SemanticToken[] = [];
    const open: Piece[] = [];
    let at = 0;
    const writeTo = (end: number): void => {
      const kind = open.at(-1)?.kind;
      if (kind && at < end) tokens.push({ start: at, end, kind });
      at = end;
    };
    for (const piece of this.found.sort((a, b) => a.start - b.start || b.end - a.end)) {
      for (let top = open.at(-1); top && top.end <= piece.start; top = open.at(-1)) {
        writeTo(top.end);
        open.pop();
      }
      writeTo(piece.start);
      const outer = open.at(-1);
      open.push(outer && outer.end < piece.end ? { ...piece, end: outer.end } : piece);
    }
    for (let top = open.at(-1); top; top = open.at(-1)) {
      writeTo(top.end);
      open.pop();
    }
    return tokens;
  }
}
