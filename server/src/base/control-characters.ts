/**
 * Control characters except tab and line breaks, and the characters that change the direction of text
 * (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters). A terminal obeys the first, for example as the start of an
 * escape sequence; the second let a text look like another one.
 */
const hidden = /[^\P{Cc}\t\n\r]|\r(?!\n)|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Replaces control characters, except tab and line breaks, with U+FFFD. For every text from a file or a registry that is shown to a user. */
export function replaceControls(text: string): string {
  return text.replace(hidden, '\ufffd');
}

/** The text on one line: line breaks become spaces, other control characters except tab become U+FFFD. */
export function inOneLine(text: string): string {
  return replaceControls(text.replace(/[\r\n]+/g, ' '));
}
