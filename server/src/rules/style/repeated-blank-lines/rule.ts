import type { Span } from '../../../base/span.ts';
import { blanksOf, formattedBreaks } from '../../../formatting/between.ts';
import { defaultFormatOptions } from '../../../formatting/options.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'repeated-blank-lines',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['no-multiple-empty-lines'],
  checks: [237],
  summary: 'Several blank lines in a row, or blank lines at the end of the file.',
  messages: {
    between: 'One blank line separates as well as several.',
    atEnd: 'Blank lines at the end of the file separate nothing.',
    remove: 'Remove the blank lines',
  },
  on: {
    *file(context) {
      if (!emptyLines.test(context.text)) return;
      const { gaps, end } = yield* blanksOf(context.model);
      for (const gap of gaps) {
        const kept = formattedBreaks(gap, defaultFormatOptions);
        if (kept < gap.breaks) report('between', { start: afterBreaks(context.text, gap.start, kept), end: gap.indent.start }, context);
      }
      if (end && end.breaks > 1) report('atEnd', { start: afterBreaks(context.text, end.start, 1), end: end.end }, context);
    },
  },
});

/** Two empty lines, or one at the end: most files have none, and need not be read. */
const emptyLines = /\n[^\S\n]*\n[^\S\n]*(?:\n|$)/;

/** The offset after this many line breaks. */
function afterBreaks(text: string, start: number, breaks: number): number {
  let at = start;
  for (let i = 0; i < breaks; i++) at = text.indexOf('\n', at) + 1;
  return at;
}

/** Reports at the first of the lines. */
function report(message: 'between' | 'atEnd', lines: Span, context: RuleContext<'between' | 'atEnd' | 'remove'>): void {
  const { start } = lines;
  context.report({ at: { start, end: start }, message, fixes: [{ title: 'remove', level: 'safe', edits: [{ ...lines, newText: '' }] }] });
}
