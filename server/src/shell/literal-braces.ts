import { covers } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { ShellWord } from './script.ts';

/** Longer words are not read. */
const maxLength = 2000;

/**
 * The braces of a word that are neither quoted nor part of an expansion, so that the shell takes them as text. `{}`, as find and xargs have
 * it, and brace expansions such as `{a,b}` and `{1..3}` are not among them.
 */
export function literalBracesOf({ start, raw, variables, substitutions }: ShellWord): readonly Span[] {
  if (!/[{}]/.test(raw) || raw.length > maxLength) return [];
  const expansions = [...variables, ...substitutions];
  const plain = withoutQuotesAndExpansions(raw, (i) => expansions.some((span) => covers(span, { start: start + i, end: start + i + 1 })));
  return [...withoutBraceExpansions(plain).matchAll(/[{}]/g)].map(({ index }) => ({ start: start + index, end: start + index + 1 }));
}

/** Anything else than a brace that keeps offsets the same, and does not separate the items of a brace expansion. */
const other = 'x';

function withoutQuotesAndExpansions(raw: string, isInExpansion: (offset: number) => boolean): string {
  const quoted = /\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|\$\{[^{}]*\}/y;
  let plain = '';
  while (plain.length < raw.length) {
    quoted.lastIndex = plain.length;
    const [found] = quoted.exec(raw) ?? [];
    if (found !== undefined) plain += other.repeat(found.length);
    else plain += isInExpansion(plain.length) ? other : raw[plain.length]!;
  }
  return plain;
}

/** From the inside out, as they may be nested. */
function withoutBraceExpansions(plain: string): string {
  for (let text = plain; ;) {
    const next = text.replaceAll(/\{(?:|[^{}]*(?:,|\.\.)[^{}]*)\}/g, (found) => other.repeat(found.length));
    if (next === text) return text;
    text = next;
  }
}
