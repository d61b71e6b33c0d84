import { readVariables } from '../../syntax/variables.ts';

/**
 * The characters of a text that all builders write in the same way: without spaces, quotes, escape characters, brackets and commas. So
 * `["a", "b c"]` of a Dockerfile has the signature of `["a" "b c"]` and `[a b c]` in histories.
 */
export function signatureOf(text: string): string {
  return text.replace(/[\s"'\\`[\],]+/g, '');
}

/** Stands for any text: a private-use character, which is in no Dockerfile. */
export const anyText = '\uE000';

/** A text that a signature must have, with places for any text. */
export type Pattern = string;

/** The signature of a text as BuildKit expands it: its variables may have any value. */
export function patternOf(text: string, escape: string): Pattern {
  let pattern = '';
  let at = 0;
  for (const { start, end } of readVariables(text, escape)) {
    if (start < at) continue; // a variable in the default of another one
    pattern += signatureOf(text.slice(at, start)) + anyText;
    at = end;
  }
  return pattern + signatureOf(text.slice(at));
}

/** A text that contains a pattern. */
export function containing(part: Pattern): Pattern {
  return anyText + part + anyText;
}

/** Whether a signature has a pattern. */
export function matchesPattern(signature: string, pattern: Pattern): boolean {
  if (!pattern.includes(anyText)) return signature === pattern;
  const [first = '', ...rest] = pattern.split(anyText);
  const last = rest.pop() ?? '';
  if (!signature.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = signature.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return signature.length - last.length >= at && signature.endsWith(last);
}
