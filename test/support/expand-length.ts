/**
 * Replaces `<66000 characters>` in an example with that many characters, and `<end of file>` at its end with nothing, not even a line break.
 */
export function expandLength(text: string): string {
  return text.replace(/<(\d+) characters>/g, (_, count: string) => 'A'.repeat(Number(count))).replace(/<end of file>\r?\n$/, '');
}
