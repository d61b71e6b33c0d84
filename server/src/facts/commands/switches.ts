import type { Span } from '../../base/span.ts';
import type { ShellWord } from '../../shell/script.ts';

/**
 * The words of a command's arguments that match a pattern, which is tried on the values of the words, joined with single spaces. The result
 * is the span from the first to the last word of the match, with these words. Undefined without a match.
 */
export function wordsMatching(args: readonly ShellWord[], pattern: RegExp): (Span & { readonly words: readonly ShellWord[] }) | undefined {
  let text = '';
  const starts = args.map(({ value }) => {
    const at = text.length;
    text += `${value} `;
    return at;
  });
  const match = pattern.exec(text.slice(0, -1));
  if (!match || match[0] === '') return undefined;
  const first = starts.findLastIndex((at) => at <= match.index);
  const last = starts.findLastIndex((at) => at < match.index + match[0].length);
  const words = args.slice(first, last + 1);
  return { start: words[0]!.start, end: words.at(-1)!.end, words };
}
