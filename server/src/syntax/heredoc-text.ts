import type { Span } from '../base/span.ts';

/** What BuildKit changes in the text of a here-document of COPY or ADD that it expands, in addition to its named variables. */
export interface HeredocText {
  /** `$1`, `$@`, `${#}` and similar parameters, which are always empty. */
  readonly parameters: readonly Span[];
  /** Backslashes that are removed although nothing needs them: `\n` becomes `n`. */
  readonly removed: readonly Span[];
  /** `\$` and `\\`, which the author wrote for this expansion. */
  readonly escapes: readonly Span[];
}

const special = /\\(?:([$\\])|[^])|\$(?:\d+|[@*#?$!-]|\{(?:\d+|[@*#?$!-])(?:[^\w{}][^{}]*)?\})/g;

/**
 * Reads the body of a here-document as BuildKit does: quotes have no meaning, and the escape character is a backslash, whatever the file
 * uses (ExpandRaw in dispatch of moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go; measured with Docker 28.5).
 */
export function readHeredocText(text: string, { start, end }: Span): HeredocText {
  const found = { parameters: [] as Span[], removed: [] as Span[], escapes: [] as Span[] };
  for (const match of text.slice(start, end).matchAll(special)) {
    const at = start + match.index;
    if (match[1] !== undefined) found.escapes.push({ start: at, end: at + 2 });
    else if (match[0].startsWith('\\')) found.removed.push({ start: at, end: at + 1 });
    else found.parameters.push({ start: at, end: at + match[0].length });
  }
  return found;
}
