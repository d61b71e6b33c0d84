import type { Span } from '../../../base/span.ts';
import type { SemanticToken, TokenKind } from '../../token-legend.ts';

/** A token that may contain other tokens. Without a kind, its span is excluded and left to the grammar. */
interface Piece extends Span {
  readonly kind: TokenKind | undefined;
}

/** Collects tokens in any order. They may be nested. */
export class TokenBuilder {
  private readonly found: Piece[] = [];

  add({ start, end }: Span, kind: TokenKind): void {
    if (start < end) this.found.push({ start, end, kind });
  }

  /** Excludes a span from all tokens. */
  exclude({ start, end }: Span): void {
    if (start < end) this.found.push({ start, end, kind: undefined });
  }

  /** Returns the tokens in the order of the text, without overlaps. The innermost token takes precedence; of equal ones, the last. */
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
