import type { Instruction, Keyword, Pair, Word } from '../../../syntax/tree.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { trimSpaceEnd } from '../../../syntax/characters.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';
import { directiveNamed } from '../../../knowledge/directives.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'build-fails' | 'paths' | 'value' | 'arguments' | 'shell' | 'move';

/** How Docker reads a comment at the end of the line, and how many words the instruction needs before a comment can start. */
interface Effect {
  readonly message: Exclude<MessageId, 'move' | 'shell'>;
  readonly words: number;
}

/** RUN, CMD and ENTRYPOINT are missing, because their shell removes the comment. MAINTAINER and HEALTHCHECK accept any words. */
const effects: Readonly<Partial<Record<Keyword, Effect>>> = {
  ADD: { message: 'paths', words: 2 },
  ARG: { message: 'arguments', words: 1 },
  COPY: { message: 'paths', words: 2 },
  ENV: { message: 'build-fails', words: 1 },
  EXPOSE: { message: 'build-fails', words: 1 },
  FROM: { message: 'build-fails', words: 1 },
  LABEL: { message: 'build-fails', words: 1 },
  STOPSIGNAL: { message: 'build-fails', words: 1 },
  USER: { message: 'value', words: 1 },
  VOLUME: { message: 'arguments', words: 1 },
  WORKDIR: { message: 'value', words: 1 },
};

/** Instructions whose argument is a single text that may contain spaces. */
const singleValueKeywords: ReadonlySet<string> = new Set(['STOPSIGNAL', 'USER', 'WORKDIR']);

/** Instructions whose JSON array becomes invalid with a comment after it. */
const arrayKeywords: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);

export const rule = defineRule({
  id: 'inline-comment',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the words of the comment are no longer arguments',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'Text after an instruction is not a comment: Docker reads it as arguments.',
  messages: {
    'build-fails': 'A comment must be on its own line. Docker reads this text as part of {keyword}, so the build fails.',
    paths: 'A comment must be on its own line. Docker reads these words as paths, and the last one as the destination.',
    value: 'A comment must be on its own line. Docker reads this text as part of the value.',
    arguments: 'A comment must be on its own line. Docker reads each of these words as an argument of {keyword}.',
    shell: 'A comment must be on its own line. This text makes the JSON array invalid, so Docker runs the whole line in a shell.',
    move: 'Move the comment to its own line',
  },
  onbuild: true,
  withinStage: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.source.includes('#')) return;
      const found = arrayKeywords.has(instruction.keyword)
        ? commentAfterJson(instruction, context.text)
        : commentIn(instruction, context.text);
      if (found) report(instruction, found, context);
    },
    HEALTHCHECK({ trigger }, context) {
      const found = trigger && commentAfterJson(trigger, context.text);
      if (found) report(trigger, found, context);
    },
  },
});

interface FoundComment extends Span {
  readonly message: MessageId;
  /** Safe if no build can have succeeded with the comment, so that the fix cannot break anything. */
  readonly level: FixLevel;
}

function report(instruction: Instruction, { start, end, message, level }: FoundComment, context: RuleContext<MessageId>): void {
  const { text, model } = context;
  const comment = text.slice(start, end);
  const kept = text.slice(0, trimSpaceEnd(text, 0, start));
  // Without the comment, an escape character before it continues the line. That is right only if the next line is not an instruction.
  const continues = kept.endsWith(model.tree.escape);
  const isContinuation = continues && isFollowedByUnknown(instruction, model.tree.instructions);
  const before = continues && !isContinuation ? kept.slice(0, -1).trimEnd().length : kept.length;
  const edits = [insertLineAbove(text, start, comment), { start: before, end, newText: '' }];
  // After nothing but an escape character on its line, the comment would have to go above a line that is removed with it.
  const isAlone = text.slice(before, start).includes('\n');
  context.report({
    at: { start, end },
    message,
    data: { keyword: instruction.keyword },
    fixes:
      isAlone || becomesDirective(instruction, comment, context) ? [] : [{ title: 'move', level: continues ? 'suggestion' : level, edits }],
  });
}

/** Whether the comment would be read as a directive in the first line of the file, or look like one that has no effect elsewhere. */
function becomesDirective(instruction: Instruction, comment: string, { model }: RuleContext): boolean {
  const name = /^#\s*(\w+)\s*=/.exec(comment)?.[1];
  if (name === undefined) return false;
  const [first] = model.tree.instructions;
  const isFirst = first?.start === instruction.start && model.tree.comments.every(({ start }) => start > first.start);
  return isFirst || directiveNamed(name.toLowerCase()) !== undefined;
}

function commentIn(instruction: Instruction, text: string): FoundComment | undefined {
  const { keyword, words, pairs, json } = instruction;
  const effect = effects[keyword as Keyword];
  if (!effect || json) return undefined;
  const legacy = pairs.some((pair) => pair.legacy);
  const first =
    legacy || singleValueKeywords.has(keyword)
      ? words.find((word, i) => i > 0 && startsComment(word, words[i + 1]) && !isQuoted(text.slice(instruction.body.start, word.start)))
      : (pairs.length > 0 ? pairs.map((pair) => asWord(pair, text)) : words).slice(effect.words).find((word) => word.text.startsWith('#'));
  if (!first) return undefined;
  const message = legacy ? 'value' : effect.message;
  const couldBePair = first.text.includes('=');
  const end = endOfLine(instruction, first.start, text);
  return { start: first.start, end, message, level: message === 'build-fails' && !couldBePair ? 'safe' : 'suggestion' };
}

/** The pair as a word. After an escape character and a space, which do not end a word for BuildKit, the author sees the start of a word. */
function asWord({ start, end, name, value }: Pair, text: string): Word {
  const escaped = /^[\\`]\s+(?=#)/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + escaped, end, text: value === undefined ? name.slice(escaped) : `${name}=${value}` };
}

/** Whether a comment starts here: a `#` followed by a space and more words. Other words with `#` may be part of the value. */
function startsComment(word: Word, next: Word | undefined): boolean {
  return word.text === '#' && next !== undefined;
}

/** Whether a quote is open at the end of the text. */
function isQuoted(before: string): boolean {
  return /["']/.test(before.replace(/"[^"]*"|'[^']*'/g, ''));
}

/** `CMD ["a"] # text`: the text from the `#`. */
function commentAfterJson({ keyword, json, body, bodyText, heredocs }: Instruction, text: string): FoundComment | undefined {
  if (json || heredocs.length > 0 || !bodyText.startsWith('[')) return undefined;
  const comment = /\]\s+(#.*)$/.exec(bodyText);
  if (!comment || !isJsonArray(bodyText.slice(0, comment.index + 1))) return undefined;
  const start = body.end - comment[1]!.length;
  if (text.slice(start, body.end) !== comment[1]) return undefined;
  return { start, end: body.end, message: keyword === 'SHELL' ? 'build-fails' : 'shell', level: 'suggestion' };
}

function isJsonArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

/** The end of the text on the line of `offset`: before a continuation character, or at the end of the instruction. */
function endOfLine({ body, continuations }: Instruction, offset: number, text: string): number {
  const next = continuations.find((continuation) => continuation.start > offset);
  return text.slice(0, next?.start ?? body.end).trimEnd().length;
}
