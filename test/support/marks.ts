import type { Span } from '../../server/src/base/span.ts';

/** The pairs of brackets that mark parts of a text, and their names. Characters that no Dockerfile contains. */
const brackets = { '⟦': ['⟧', 'declaration'], '⟪': ['⟫', 'write'], '⟨': ['⟩', 'read'] } as const;

/** A marked part: `⟦declaration⟧`, `⟪write⟫`, `⟨read⟩`. */
export interface Mark extends Span {
  readonly role: 'declaration' | 'write' | 'read';
}

/** Removes the marks from a text; the spans refer to the text without them. Marks cannot be nested. */
export function readMarks(marked: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let text = '';
  let open: { start: number; close: string; role: Mark['role'] } | undefined;
  for (const sign of marked) {
    const opening = brackets[sign as keyof typeof brackets];
    if (opening) open = { start: text.length, close: opening[0], role: opening[1] };
    else if (open && sign === open.close) {
      marks.push({ start: open.start, end: text.length, role: open.role });
      open = undefined;
    } else text += sign;
  }
  return { text, marks };
}

/** The text with these marks in it: a format in which differences are easy to read. */
export function drawMarks(text: string, marks: readonly Mark[]): string {
  let drawn = '';
  let done = 0;
  for (const { start, end, role } of [...marks].sort((a, b) => a.start - b.start)) {
    const [opening, [closing]] = Object.entries(brackets).find(([, [, of]]) => of === role)!;
    drawn += text.slice(done, start) + opening + text.slice(start, end) + closing;
    done = end;
  }
  return drawn + text.slice(done);
}
