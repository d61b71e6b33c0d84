import type { Span } from '../base/span.ts';

/** A quoted part of a value, with its quotes. */
export interface QuotedSpan extends Span {
  readonly quote: '"' | "'";
  /** False if the value ends before the quote is closed. */
  readonly closed: boolean;
}

/**
 * The quoted parts of a value of ENV, LABEL or ARG. In single quotes the escape character is plain text (moby/buildkit,
 * frontend/dockerfile/shell/lex.go).
 *
 * @param skipped Spans that are not part of the value: its line continuations, with the comment lines after them.
 */
export function quotedSpans(text: string, { start, end }: Span, escape: string, skipped: readonly Span[] = []): readonly QuotedSpan[] {
  const found: QuotedSpan[] = [];
  const inside = skipped.filter((gap) => gap.start >= start && gap.end <= end);
  let next = 0;
  let open: { readonly at: number; readonly quote: '"' | "'" } | undefined;
  for (let at = start; at < end; at++) {
    const gap = inside[next];
    if (gap && at >= gap.start) {
      next++;
      at = Math.max(at, gap.end) - 1;
      continue;
    }
    const character = text[at]!;
    if (open && character === open.quote) {
      found.push({ start: open.at, end: at + 1, quote: open.quote, closed: true });
      open = undefined;
    } else if (character === escape && open?.quote !== "'") at++;
    else if (!open && (character === '"' || character === "'")) open = { at, quote: character };
  }
  if (open) found.push({ start: open.at, end, quote: open.quote, closed: false });
  return found;
}

/** Whether a value, as written, is one word wherever it is: every quote in it is closed, and nothing is escaped. */
export function isClosedValue(value: string): boolean {
  return value !== '' && (!/["'\\`]/.test(value) || /^"[^"\\`]*"$|^'[^'\\`]*'$/.test(value));
}
