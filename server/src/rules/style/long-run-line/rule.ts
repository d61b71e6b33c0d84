import type { TextEdit } from '../../../base/edit.ts';
import { indentationAt, lineBreakOf, lineStartAt } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'long' | 'break';

export const rule = defineRule<Messages, { readonly max: number }>({
  id: 'long-run-line',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['S7020'],
  checks: [183],
  summary: 'A line of RUN is long and could be broken.',
  messages: {
    long: 'This line has {length} characters, more than {max}. Break it with "{escape}" before an operator or an argument.',
    break: 'Break the line',
  },
  options: { max: 160 },
  optionTexts: { max: 'The largest number of characters in a line of `RUN`.' },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const { source, start, heredocs } = instruction;
      const { max } = context.options;
      if (source.length <= max) return;
      // The text of a here-document belongs to another file or script.
      const end = heredocs.reduce((least, { body }) => Math.min(least, body.start - start), source.length);
      let from = 0;
      for (const line of source.slice(0, end).split('\n')) {
        const text = line.trimEnd();
        if (text.length > max && canBeBroken(text, max)) {
          const at = { start: start + from + max, end: start + from + text.length };
          const edits = breaksIn({ start: start + from, end: start + from + text.length }, instruction, context);
          context.report({
            at,
            message: 'long',
            data: { length: text.length, max, escape: context.model.tree.escape },
            fixes: edits.length > 0 ? [{ title: 'break', level: 'safe', edits }] : [],
          });
        }
        from += line.length + 1;
      }
    },
  },
});

/**
 * Breaks a line where it is short enough, before an operator or a word of a command. No edits if a part of it stays too long, or for a script that
 * cannot be read. A word that begins with "#" would become a comment, and a line with a comment in it is left alone.
 */
function breaksIn(line: Span, run: Instruction, context: RuleContext<Messages, { readonly max: number }>): readonly TextEdit[] {
  const script = context.scriptOf(run);
  const { text, model, options } = context;
  const isReadable = script && !script.opaque && script.errors.length === 0 && script.comments.length === 0 && run.heredocs.length === 0;
  if (!isReadable || /[\\`][ \t]+\S/.test(text.slice(line.start, line.end))) return [];
  const isInLine = (at: number): boolean => at > line.start && at < line.end && hasBlankBefore(at, text);
  const words = script.commands.flatMap(({ args }) => args.map(({ start }) => start)).filter(isInLine);
  const operators = script.operators.map(({ start }) => start).filter((at) => isInLine(at) && /[&|][&|]|\|/.test(text.slice(at, at + 2)));
  const indent = indentationAt(text, line.start) + (lineStartAt(text, run.start) === line.start || line.start === run.start ? '    ' : '');
  const { escape } = model.tree;
  const edits: TextEdit[] = [];
  let room = line.start + options.max - 1;
  while (edits.length === 0 || line.end - edits.at(-1)!.end + indent.length > options.max) {
    const after = edits.at(-1)?.end ?? line.start;
    // An operator, unless the line would then be much shorter than it can be.
    const last = (places: readonly number[], from: number): number => Math.max(...places.filter((at) => at > from && at <= room));
    const operator = last(operators, Math.max(after, room - options.max / 2));
    const at = operator > 0 ? operator : last(words, after);
    if (at < 0) return [];
    const start = text.slice(0, at).trimEnd().length;
    edits.push({ start, end: at, newText: ` ${escape}${lineBreakOf(text)}${indent}` });
    room = at - indent.length + options.max - 1;
  }
  return edits;
}

/** Whether there is only a blank before a place, and no word after it that would be a comment at the start of a line. */
function hasBlankBefore(at: number, text: string): boolean {
  return /[^\s\\`][ \t]+$/.test(text.slice(Math.max(0, at - 20), at)) && text[at] !== '#';
}

/** Whether there is a space in the line, outside of quotes, before the limit: an address or a long string stays in one piece. */
function canBeBroken(line: string, max: number): boolean {
  const words = line.trimStart().replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => 'x'.repeat(quoted.length));
  const longest = Math.max(...words.split(/[ \t]+/).map((word) => word.length));
  return longest + 8 < max && /\S[ \t]+\S+[ \t]+\S/.test(words);
}
