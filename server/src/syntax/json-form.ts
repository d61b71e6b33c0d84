import { trimSpaceEnd } from './characters.ts';
import type { LogicalLine } from './logical.ts';
import type { JsonForm, JsonItem } from './tree.ts';

/** Spaces are those of JSON: Go's parser rejects others, such as a no-break space. */
const string = /[ \t\r\n]*("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")[ \t\r\n]*/y;

/**
 * Parses the JSON array of strings from `start` to the end of the logical line. Returns undefined if it is not valid.
 * dockerfile-ast loses the spaces inside the strings.
 */
export function readJsonForm(line: LogicalLine, start: number): JsonForm | undefined {
  const { text } = line;
  if (text[start] !== '[') return undefined;
  const close = trimSpaceEnd(text, start, text.length);
  if (text[close - 1] !== ']') return undefined;
  const items: JsonItem[] = [];
  let at = start + 1;
  if (/[^ \t\r\n]/.test(text.slice(at, close - 1))) {
    for (;;) {
      string.lastIndex = at;
      const match = string.exec(text);
      if (!match) return undefined;
      const literal = match[1]!;
      const from = at + match[0].indexOf('"');
      items.push({ ...line.span(from, from + literal.length), value: JSON.parse(literal) as string });
      at = string.lastIndex;
      if (at === close - 1) break;
      if (text[at] !== ',') return undefined;
      at++;
    }
  }
  return { ...line.span(start, close), items };
}
