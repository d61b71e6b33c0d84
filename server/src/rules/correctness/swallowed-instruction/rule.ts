import type { ShellScript } from '../../../shell/script.ts';
import { isKeyword } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { lineStartAt } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'swallowed-instruction',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A stray continuation character makes the next instruction part of the line above.',
  messages: {
    swallowed: '"{word}" is not read as an instruction: the {escape} on the line above makes this line part of {keyword}.',
    continues: 'This {escape} continues the line',
    remove: 'Remove the continuation character above',
  },
  on: {
    instruction(instruction, context) {
      for (const continuation of instruction.continuations) {
        const at = instructionAt(continuation.end, instruction, context);
        if (at) report(at, continuation, instruction, context);
      }
    },
  },
});

/** An operator of the shell, after line breaks and comments: the word before it is a command without arguments. */
const operatorNext = /^(?:[ \t]|[\\`][ \t]*\r?\n|#.*\n)*(?:&&|\||;)/;

/**
 * The keyword at the start of a continued line if it is certainly meant as an instruction: uppercase, followed by an argument, indented
 * like its instruction, and not inside quotes.
 */
function instructionAt(offset: number, instruction: Instruction, context: RuleContext): Span | undefined {
  const inside = offset - instruction.start;
  const word = /^[A-Z]+(?=[ \t]+[^ \t\r\n=])/.exec(instruction.source.slice(inside, inside + 16))?.[0];
  if (!word || !isKeyword(word)) return undefined;
  const { text, scriptOf } = context;
  if (operatorNext.test(text.slice(offset + word.length, instruction.end))) return undefined;
  if (text[lineStartAt(text, instruction.start)] !== text[instruction.start]) return undefined;
  if (offset <= instruction.body.start || offset === instruction.trigger?.start || offset >= instruction.body.end) return undefined;
  const script = scriptOf(instruction);
  const isWord = script && !script.opaque ? beginsWord(script, offset) : !isQuoted(text.slice(instruction.body.start, offset));
  return isWord ? { start: offset, end: offset + word.length } : undefined;
}

function beginsWord({ commands }: ShellScript, offset: number): boolean {
  return commands.some(({ nameWord, args }) => nameWord?.start === offset || args.some(({ start }) => start === offset));
}

function isQuoted(before: string): boolean {
  return ['"', "'"].some((quote) => before.split(quote).length % 2 === 0);
}

/** Deletes the escape character, and an operator before it that needs a following command: `&& \`. */
function report(
  at: Span,
  { start, end }: Span,
  instruction: Instruction,
  { text, model, report: reportFinding }: RuleContext<'swallowed' | 'continues' | 'remove'>,
): void {
  const { escape } = model.tree;
  const continues = { start, end: start + 1 };
  const kept = text.slice(instruction.start, start).replace(/[ \t]*(?:&&|\|\|?|;)?[ \t]*$/, '').length;
  const rest = /^[ \t]*/.exec(text.slice(start + 1, end))![0].length;
  reportFinding({
    at,
    message: 'swallowed',
    data: { word: text.slice(at.start, at.end), escape, keyword: instruction.keyword },
    related: [{ at: continues, message: 'continues', data: { escape } }],
    fixes: [{ title: 'remove', level: 'suggestion', edits: [{ start: instruction.start + kept, end: start + 1 + rest, newText: '' }] }],
  });
}
