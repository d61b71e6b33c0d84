import type { SyntaxProblem } from '../../../syntax/tree.ts';
import { lexFault } from '../../../syntax/expand.ts';
import { instructionAt, isFollowedByUnknown } from '../../../syntax/instruction-at.ts';
import { quotedWords } from '../../../syntax/pairs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

type MessageId = 'name' | 'word' | 'path' | 'escape' | 'array' | 'close';

export const rule = defineRule<MessageId>({
  id: 'open-quote',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'an apostrophe is escaped, the quote around the last word is closed, or quoted paths become a JSON array',
  since: '0.1.0',
  aliases: ['SYNTAX_MISSING_SINGLE_QUOTE', 'SYNTAX_MISSING_DOUBLE_QUOTE'],
  checks: [15, 16],
  summary: 'A quote is not closed.',
  messages: {
    name: 'The quote {quote} in {name} is not closed, so the build fails.',
    word: 'The quote {quote} in {keyword} is not closed, so the build fails.',
    path: 'The quote {quote} is not closed in this path, so the build fails. Paths with spaces need a JSON array.',
    escape: 'Escape the quote',
    array: 'Convert to a JSON array',
    close: 'Close the quote',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('open-quote', context, (problem) => fixesOf(problem, context));
    },
  },
});

function fixesOf(problem: SyntaxProblem, context: RuleContext<MessageId>): readonly ReportedFix<MessageId>[] {
  const { start, end, variant } = problem;
  if (variant === 'path') {
    const array = arrayOf(problem, context);
    if (array) return [array];
  }
  const closing = closingQuote(problem, context);
  if (closing) return [closing];
  const apostrophe = /[A-Za-z]'[A-Za-z]/.exec(context.text.slice(start, end));
  if (!apostrophe) return [];
  const at = start + apostrophe.index + 1;
  if (lexFault(context.text.slice(start, at) + context.text.slice(at + 1, end), context.model.tree.escape)) return [];
  const outer = instructionAt(context.model.tree, start);
  const { escape } = context.model.tree;
  // In a JSON string a backslash is written as two.
  const newText = (outer?.trigger ?? outer)?.json && escape === '\\' ? escape.repeat(2) : escape;
  // It is one, for a contraction in a text with no other quote.
  const isContraction = /^[^'"]*[a-z]'(?:s|t|re|ve|ll|d|m)(?![\w'"])[^'"]*$/i.test(context.text.slice(start, end));
  return [{ title: 'escape', level: isContraction ? 'safe' : 'suggestion', edits: [{ start: at, end: at, newText }] }];
}

/**
 * `ENV A="b`: a quote before the last word of an instruction, which it can only enclose. Without the quote, the value would be the same. Not if the next
 * line may belong to the text.
 */
function closingQuote({ start, end }: SyntaxProblem, { model, text }: RuleContext<MessageId>): ReportedFix<MessageId> | undefined {
  const [, quote] = /^(["'])[^\s"'\\`$]+$/.exec(text.slice(start, end)) ?? [];
  const outer = instructionAt(model.tree, start);
  if (quote === undefined || !outer || outer.end !== end || (outer.trigger ?? outer).json) return undefined;
  const level = isFollowedByUnknown(outer, model.tree.instructions) ? 'suggestion' : 'safe';
  return { title: 'close', level, edits: [{ start: end, end, newText: quote }] };
}

/** `COPY "my file" /app/`: all quotes are closed, but Docker splits the paths at every space. */
function arrayOf({ start }: SyntaxProblem, { model, text }: RuleContext<MessageId>): ReportedFix<MessageId> | undefined {
  const outer = instructionAt(model.tree, start);
  const instruction = outer?.trigger ?? outer;
  if (!instruction || instruction.json || instruction.heredocs.length > 0) return undefined;
  const { body } = instruction;
  const source = text.slice(body.start, body.end);
  if (/[\\`\r\n#]/.test(source)) return undefined;
  const paths = quotedWords(source, 0, model.tree.escape).map((word) =>
    /^(?:"([^"']*)"|'([^'"$]*)'|([^"']+))$/.exec(source.slice(word.start, word.end)),
  );
  if (paths.some((path) => !path)) return undefined;
  const newText = `[${paths.map((path) => JSON.stringify(path?.[1] ?? path?.[2] ?? path?.[3] ?? '')).join(', ')}]`;
  return { title: 'array', level: source.includes('$') ? 'suggestion' : 'safe', edits: [{ start: body.start, end: body.end, newText }] };
}
