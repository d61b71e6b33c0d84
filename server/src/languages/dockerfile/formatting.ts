import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { DockerfileDocument } from './document.ts';
import { formatBetween } from '../../formatting/between.ts';
import { formatInstruction } from '../../formatting/instruction.ts';
import { columnsOf, indentation } from '../../formatting/options.ts';
import type { FormatOptions } from '../../formatting/options.ts';

/**
 * The edits that format a Dockerfile. They do not change its meaning: words, values, comments and heredocs are kept. Invalid instructions
 * are not changed. Formatting the result again gives no edits.
 */
export function formatDocument(document: DockerfileDocument, options: FormatOptions): TextEdit[] {
  return finish(formatInSteps(document, options));
}

/** As `formatDocument`, in steps. */
export function* formatInSteps({ text, model }: DockerfileDocument, options: FormatOptions): Work<TextEdit[]> {
  const edits = yield* formatBetween(model, options);
  for (const instruction of model.tree.instructions) {
    yield;
    for (const edit of formatInstruction(text, instruction, model, options)) edits.push(edit);
  }
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The edits for the lines that `range` touches. */
export function formatRange(document: DockerfileDocument, range: Span, options: FormatOptions): TextEdit[] {
  return finish(formatRangeInSteps(document, range, options));
}

/** As `formatRange`, in steps. */
export function* formatRangeInSteps(document: DockerfileDocument, range: Span, options: FormatOptions): Work<TextEdit[]> {
  const { text } = document;
  const start = text.lastIndexOf('\n', Math.max(0, range.start - 1)) + 1;
  const feed = text.indexOf('\n', range.end);
  const end = feed < 0 ? text.length : feed;
  const edits = yield* formatInSteps(document, options);
  return edits.filter((edit) => edit.start >= start && edit.end <= end);
}

/**
 * The edits after a line break was typed before `offset`. A new line is indented by one level after a line that continues, as far as the
 * line above if that is itself a continuation, and not at all for a new instruction.
 */
export function formatNewLine({ text, model }: DockerfileDocument, offset: number, options: FormatOptions): TextEdit[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (start === 0) return [];
  const { instructions, escape } = model.tree;
  if (
    instructions.some(({ heredocs }) =>
      heredocs.some(({ body, terminator }) => body.start <= start && start < (terminator?.end ?? body.end + 1)),
    )
  )
    return [];
  const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, start).trimEnd();
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const continues = above.endsWith(escape) && !above.endsWith(escape + escape) && !above.trimStart().startsWith('#');
  const inside = instructions.some((instruction) => instruction.start < start && start <= instruction.end);
  if (!continues && inside) return [];
  const blanks = /^[ \t]*/.exec(above)![0];
  const columns = continues ? columnsOf(blanks, options) || options.indentSize : 0;
  const newText = indentation(columns, options);
  return text.slice(start, end) === newText ? [] : [{ start, end, newText }];
}
