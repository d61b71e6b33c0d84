import type { Instruction, Keyword, Pair, Word } from '../../../syntax/tree.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'stops' | 'paths' | 'value' | 'more' | 'shell' | 'move';

/** What Docker makes of a comment at the end of the line, and how many words belong to the instruction before one can begin. */
interface Effect {
  readonly message: Exclude<MessageId, 'move' | 'shell'>;
  readonly words: number;
}

/** RUN, CMD and ENTRYPOINT are not here: their shell drops the comment. MAINTAINER and HEALTHCHECK take any words. */
const effects: Readonly<Partial<Record<Keyword, Effect>>> = {
  ADD: { message: 'paths', words: 2 },
  ARG: { message: 'more', words: 1 },
  COPY: { message: 'paths', words: 2 },
  ENV: { message: 'stops', words: 1 },
  EXPOSE: { message: 'stops', words: 1 },
  FROM: { message: 'stops', words: 1 },
  LABEL: { message: 'stops', words: 1 },
  STOPSIGNAL: { message: 'stops', words: 1 },
  USER: { message: 'value', words: 1 },
  VOLUME: { message: 'more', words: 1 },
  WORKDIR: { message: 'value', words: 1 },
};

/** Instructions whose argument is one text, blanks included. */
const takesText: ReadonlySet<string> = new Set(['STOPSIGNAL', 'USER', 'WORKDIR']);

/** Instructions whose JSON array is none any more with a comment behind it. */
const takesCommand: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);

export const rule = defineRule({
  id: 'inline-comment',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the words of the comment are no longer arguments',
  since: '0.1.0',
  aliases: [],
  summary: 'Text after an instruction is not a comment: Docker reads it as arguments.',
  messages: {
    stops: 'A comment must be on its own line. Docker reads this text as part of {keyword}, so the build fails.',
    paths: 'A comment must be on its own line. Docker reads these words as paths, and the last one as the destination.',
    value: 'A comment must be on its own line. Docker reads this text as part of the value.',
    more: 'A comment must be on its own line. Docker reads each of these words as an argument of {keyword}.',
    shell: 'A comment must be on its own line. This text makes the JSON array invalid, so Docker runs the whole line in a shell.',
    move: 'Move the comment to its own line',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.source.includes('#')) return;
      const found = takesCommand.has(instruction.keyword)
        ? commentBehindJson(instruction, context.text)
        : commentIn(instruction, context.text);
      if (found) report(instruction, found, context);
    },
    HEALTHCHECK({ trigger }, context) {
      const found = trigger && commentBehindJson(trigger, context.text);
      if (found) report(trigger, found, context);
    },
  },
});

interface Found extends Span {
  readonly message: MessageId;
  /** No build can have succeeded with it, so that nothing that works changes when it goes. */
  readonly level: FixLevel;
}

function report(instruction: Instruction, { start, end, message, level }: Found, context: RuleContext<MessageId>): void {
  const { text, model } = context;
  const comment = text.slice(start, end);
  const kept = text.slice(0, start).trimEnd();
  // Without the comment, an escape character before it continues the line: right where the next one is no instruction, and not else.
  const continues = kept.endsWith(model.tree.escape);
  const isWanted = continues && isFollowedByUnknown(instruction, model.tree.instructions);
  const before = continues && !isWanted ? kept.slice(0, -1).trimEnd().length : kept.length;
  const edits = [insertLineAbove(text, start, comment), { start: before, end, newText: '' }];
  context.report({
    at: { start, end },
    message,
    data: { keyword: instruction.keyword },
    fixes: isDirectiveThere(instruction, comment, context) ? [] : [{ title: 'move', level: continues ? 'suggestion' : level, edits }],
  });
}

/** The first line of a file may be read as a directive. */
function isDirectiveThere(instruction: Instruction, comment: string, { model }: RuleContext): boolean {
  const [first] = model.tree.instructions;
  return (
    first?.start === instruction.start && model.tree.comments.every(({ start }) => start > first.start) && /^#\s*\w+\s*=/.test(comment)
  );
}

function commentIn(instruction: Instruction, text: string): Found | undefined {
  const { keyword, words, pairs, json } = instruction;
  const effect = effects[keyword as Keyword];
  if (!effect || json) return undefined;
  const legacy = pairs.some((pair) => pair.legacy);
  const first =
    legacy || takesText.has(keyword)
      ? words.find((word, i) => i > 0 && opensText(word, words[i + 1]) && !isQuoted(text.slice(instruction.body.start, word.start)))
      : [...(pairs.length > 0 ? pairs.map(asWord) : words)].slice(effect.words).find((word) => word.text.startsWith('#'));
  if (!first) return undefined;
  const message = legacy ? 'value' : effect.message;
  const couldBePair = first.text.includes('=');
  const end = endOfLine(instruction, first.start, text);
  return { start: first.start, end, message, level: message === 'stops' && !couldBePair ? 'safe' : 'suggestion' };
}

function asWord({ start, end, name, value }: Pair): Word {
  return { start, end, text: value === undefined ? name : `${name}=${value}` };
}

/** A `#` alone with words behind it: in a value that takes blanks, any other may be meant. */
function opensText(word: Word, next: Word | undefined): boolean {
  return word.text === '#' && next !== undefined;
}

/** Whether a quote is open at the end of the text. */
function isQuoted(before: string): boolean {
  return /["']/.test(before.replace(/"[^"]*"|'[^']*'/g, ''));
}

/** `CMD ["a"] # text`: the text from the `#` on. */
function commentBehindJson({ keyword, json, body, bodyText, heredocs }: Instruction, text: string): Found | undefined {
  if (json || heredocs.length > 0 || !bodyText.startsWith('[')) return undefined;
  const comment = /\]\s+(#.*)$/.exec(bodyText);
  if (!comment || !isJsonArray(bodyText.slice(0, comment.index + 1))) return undefined;
  const start = body.end - comment[1]!.length;
  if (text.slice(start, body.end) !== comment[1]) return undefined;
  return { start, end: body.end, message: keyword === 'SHELL' ? 'stops' : 'shell', level: 'suggestion' };
}

function isJsonArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

/** Where the text of the line that `offset` is on ends: before a continuation, or where the instruction's lines end. */
function endOfLine({ body, continuations }: Instruction, offset: number, text: string): number {
  const next = continuations.find((continuation) => continuation.start > offset);
  return text.slice(0, next?.start ?? body.end).trimEnd().length;
}
