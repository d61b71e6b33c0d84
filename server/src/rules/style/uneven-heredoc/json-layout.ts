import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';

/** The edits that indent JSON according to its brackets, with the indentation of its first inner line. None if it is not valid JSON. */
export function jsonLayout(text: string, { start, end }: Span): readonly TextEdit[] {
  const body = text.slice(start, end);
  if (!isJson(body)) return [];
  const unit = /\n([ \t]+)\S/.exec(body)?.[1] ?? '  ';
  const edits: TextEdit[] = [];
  let depth = 0;
  let at = start;
  for (const line of body.split('\n')) {
    const content = line.trim();
    const closes = /^[\]}]+/.exec(content.replaceAll(/[\s,]/g, ''))?.[0].length ?? 0;
    const blanks = /^[ \t]*/.exec(line)![0].length;
    const newText = content === '' ? '' : unit.repeat(Math.max(0, depth - closes));
    if (line.slice(0, blanks) !== newText) edits.push({ start: at, end: at + blanks, newText });
    // The brackets outside of strings.
    const brackets = content.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
    depth += (brackets.match(/[[{]/g)?.length ?? 0) - (brackets.match(/[\]}]/g)?.length ?? 0);
    at += line.length + 1;
  }
  return edits;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
