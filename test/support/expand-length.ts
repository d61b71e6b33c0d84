/** Replaces `<66000 characters>` in an example with that many characters. */
export function expandLength(text: string): string {
  return text.replace(/<(\d+) characters>/g, (_, count: string) => 'A'.repeat(Number(count)));
}
