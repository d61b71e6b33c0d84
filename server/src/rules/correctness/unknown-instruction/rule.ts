import { hasRole } from '../../../knowledge/programs.ts';
import { keywords } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { lineBreakOf, lineStartAt } from '../../../base/layout.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, Report, RuleContext as AnyContext } from '../../../linter/rule.ts';
import { nestedHeredocsOf } from './nested-heredoc.ts';
import type { NestedHeredoc } from './nested-heredoc.ts';

type MessageId =
  | 'unknown' | 'similar' | 'continued' | 'text-after-escape' | 'command' | 'nested' | 'rename' | 'continue' | 'own-line' | 'run' | 'delimiter'; // prettier-ignore
type RuleContext = AnyContext<MessageId>;

export const rule = defineRule<MessageId>({
  id: 'unknown-instruction',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange:
    'a keyword with one wrong letter is corrected, a line is continued by the indented one after it, or RUN is added before a command that installs packages',
  since: '0.1.0',
  aliases: ['tally/unknown-instruction'],
  checks: [1, 2, 14],
  summary: 'A line starts with an unknown instruction.',
  messages: {
    unknown: 'Unknown instruction "{word}", so the build fails.',
    similar: 'Unknown instruction "{word}", so the build fails. Did you mean {instruction}?',
    continued: 'Unknown instruction "{word}", so the build fails. Is a {escape} missing at the end of the line above?',
    'text-after-escape':
      'Unknown instruction "{word}", so the build fails. The line above does not continue: there is text after its {escape}.',
    command: '"{word}" is a command, not an instruction, so the build fails. Use RUN {word}.',
    nested: 'This here-document ends the outer one too, so that Docker reads the lines after it as instructions. Use another delimiter.',
    rename: 'Replace with {instruction}',
    continue: 'Continue the line above',
    'own-line': 'Move the comment to its own line',
    run: 'Add RUN',
    delimiter: 'Use the delimiter {name}',
  },
  on: {
    instruction(instruction, context) {
      if (instruction.known) return;
      const nested = nestedHeredocsOf(context.model.tree).get(instruction);
      if (!nested) context.report({ at: instruction.keywordSpan, ...reportOf(instruction, context) });
      else if (nested.first === instruction) context.report(nestedReport(nested, context));
    },
  },
});

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'>;

function reportOf(instruction: Instruction, context: RuleContext): ReportWithoutSpan {
  const { keywordSpan } = instruction;
  const word = context.text.slice(keywordSpan.start, keywordSpan.end);
  const above = lineAbove(instruction, context);
  const comment = above && commentAfterEscape(above, context);
  if (comment) return comment(word);
  const similar = mostSimilar(instruction.keyword, keywords);
  if (similar) {
    const newText = word === word.toLowerCase() ? similar.toLowerCase() : similar;
    const edits = [{ ...keywordSpan, newText }];
    const fixes = [{ title: 'rename' as const, data: { instruction: similar }, level: levelOf(word, similar, above, context), edits }];
    return { message: 'similar', data: { word, instruction: similar }, fixes };
  }
  const { escape } = context.model.tree;
  if (above && isContinuationOf(above, instruction, context)) {
    const edits = [{ start: above.end, end: above.end, newText: ` ${escape}` }];
    return {
      message: 'continued',
      data: { word, escape },
      fixes: [{ title: 'continue', level: isCertainContinuation(above, instruction) ? 'safe' : 'suggestion', edits }],
    };
  }
  if (!hasRole(word, 'terminalCommand')) return { message: 'unknown', data: { word } };
  const edits = [{ start: keywordSpan.start, end: keywordSpan.start, newText: 'RUN ' }];
  return { message: 'command', data: { word }, fixes: [{ title: 'run', level: runLevel(word, instruction, above, context), edits }] };
}

/**
 * A keyword in capitals that differs in one letter from exactly one keyword has only one meaning. Not the name of a command, and not a line
 * that may belong to the one above.
 */
function levelOf(word: string, similar: string, above: Instruction | undefined, { model, syntax }: RuleContext): FixLevel {
  const isOnly =
    word.length > 2 &&
    word === word.toUpperCase() &&
    onlyNeighbor(word, keywords) === similar &&
    !hasRole(word.toLowerCase(), 'terminalCommand');
  const isCertain =
    syntax !== 'foreign' &&
    !(above && endsOpen.test(above.source)) &&
    model.tree.problems.every(({ code }) => code !== 'unterminated-heredoc');
  return isOnly && isCertain ? 'safe' : 'suggestion';
}

/**
 * A line that installs packages can only be a RUN: containers do not start with it. Not if it may belong to the instruction above, or to a text of
 * which other lines are left.
 */
function runLevel(
  word: string,
  { start, source }: Instruction,
  above: Instruction | undefined,
  { model, text, syntax }: RuleContext,
): FixLevel {
  const all = model.tree.instructions;
  const at = all.findIndex((each) => each.start === start);
  const isOpen = above !== undefined && (continuable.shell.has(above.keyword) || endsOpen.test(above.source));
  const isAlone = at > 0 && all[at - 1]!.known && all[at + 1]?.known !== false && lineStartAt(text, start) === start;
  const isCertain = syntax !== 'foreign' && !isOpen && isAlone && hasRole(word, 'systemPackageManager') && /^\S+[ \t]+[a-z-]/.test(source);
  return isCertain && all.some(({ keyword, end }) => keyword === 'FROM' && end < start) ? 'safe' : 'suggestion';
}

/** The end of a line that the next one probably continues. */
const endsOpen = /(?:[&|;,=(\\`]|\\[ \t]+)[ \t]*$/;

function nestedReport({ marker, name, delimiters }: NestedHeredoc, { text }: RuleContext): Report<MessageId> {
  let newText = `INNER_${name}`;
  while (text.includes(newText)) newText = `INNER_${newText}`;
  const edits = delimiters.map(({ start, end }) => ({ start, end, newText }));
  return { at: marker, message: 'nested', fixes: [{ title: 'delimiter', data: { name: newText }, level: 'suggestion', edits }] };
}

/** The instruction on the line directly above, if it could be continued. */
function lineAbove(instruction: Instruction, { model, text }: RuleContext): Instruction | undefined {
  const above = model.tree.instructions[model.tree.instructions.indexOf(instruction) - 1];
  if (!above || above.heredocs.length > 0 || above.bodyText === '') return undefined;
  return /^(?:\r\n|\r|\n)$/.test(text.slice(above.end, lineStartAt(text, instruction.start))) ? above : undefined;
}

/** `RUN make && \ # first`: text after the escape character, which prevents the continuation. */
function commentAfterEscape(
  { source, start, end }: Instruction,
  { model, text }: RuleContext,
): ((word: string) => ReportWithoutSpan) | undefined {
  const { escape } = model.tree;
  const [, before, comment] = /^([^]*[ \t][\\`])[ \t]+(#[^\r\n]*)$/.exec(source) ?? [];
  if (!before?.endsWith(escape) || comment === undefined) return undefined;
  const edits = [{ start: start + before.length, end, newText: lineBreakOf(text) + comment }];
  return (word) => ({ message: 'text-after-escape', data: { word, escape }, fixes: [{ title: 'own-line', level: 'suggestion', edits }] });
}

/**
 * Whether the line looks like a continuation of the one above: it is indented or does not start with a letter, and it would be valid there.
 */
function isContinuationOf(above: Instruction, { start, keyword }: Instruction, { text }: RuleContext): boolean {
  const looksContinued = start > lineStartAt(text, start) || !/^[A-Z]/i.test(keyword);
  const fits = continuable.shell.has(above.keyword) ? !above.json : continuable.pairs.has(above.keyword) && keyword.includes('=');
  return looksContinued && fits;
}

/** An indented line that starts with an operator of the shell, or with a pair, and nothing above it that a comment would swallow. */
function isCertainContinuation(above: Instruction, { keyword }: Instruction): boolean {
  const continues = above.keyword === 'RUN' ? /^(?:&&|\|\|?)$/.test(keyword) : /^[A-Z_][A-Z0-9_]*=/i.test(keyword);
  return continues && !/[#"']/.test(above.source);
}

/** A shell command can be continued with any text, ENV and LABEL with a key-value pair. */
const continuable = { shell: new Set(['RUN', 'CMD', 'ENTRYPOINT']), pairs: new Set(['ENV', 'LABEL']) };
