import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isMeantAsArray, readJsonLikeArray } from '../../../syntax/json-like-array.ts';

type MessageId = 'not-text' | 'shell' | 'paths' | 'rejected' | 'text-after' | 'convert';

const advice = 'Use double quotes, commas, and \\\\ for a backslash.';

/** The message for each keyword, depending on how Docker reads text that is not an array. */
const messageOf: Readonly<Record<string, MessageId>> = {
  RUN: 'shell', CMD: 'shell', ENTRYPOINT: 'shell', COPY: 'paths', ADD: 'paths', VOLUME: 'paths', SHELL: 'rejected',
}; // prettier-ignore

export const rule = defineRule<MessageId>({
  id: 'broken-json-array',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'SHELL, an array with other items than strings, or a command that no shell can run becomes an array of strings',
  since: '0.1.0',
  aliases: [],
  checks: [22, 23, 186],
  summary: 'An invalid JSON array: Docker reads the brackets and quotes as text.',
  messages: {
    shell: `Invalid JSON array: Docker runs the whole line in a shell, including the brackets. ${advice}`,
    paths: `Invalid JSON array: Docker reads it as paths, including the brackets. ${advice}`,
    rejected: `Invalid JSON array: SHELL requires one, so the build fails. ${advice}`,
    'not-text': 'A JSON array here contains only strings, so the build fails. Put "{item}" in double quotes.',
    'text-after':
      'Text after the JSON array makes it invalid: Docker runs the whole line in a shell, including the brackets. Remove the text.',
    convert: 'Convert to a valid JSON array',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      check(instruction.keyword === 'HEALTHCHECK' && instruction.trigger ? instruction.trigger : instruction, context);
    },
  },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { keyword, json, body, bodyText, comments, heredocs } = instruction;
  const message = Object.hasOwn(messageOf, keyword) ? messageOf[keyword] : undefined;
  if (!message || json || heredocs.length > 0) return;
  const mixed = arrayOfOthers(bodyText);
  if (mixed) {
    const item = JSON.stringify(mixed.find((value) => typeof value !== 'string'));
    const isScalar = mixed.every((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean');
    const edits = [{ ...body, newText: `[${mixed.map((value) => JSON.stringify(String(value))).join(', ')}]` }];
    const fixes = isScalar && comments.length === 0 ? [{ title: 'convert' as const, level: 'safe' as const, edits }] : [];
    context.report({ at: body, message: 'not-text', data: { item: item.length > 30 ? `${item.slice(0, 27)}...` : item }, fixes });
    return;
  }
  const words = readJsonLikeArray(bodyText) ?? (message === 'rejected' ? plainWords(bodyText) : undefined);
  if (!words && message === 'rejected' && bodyText.trim() !== '') {
    context.report({ at: body, message });
    return;
  }
  if (!words) {
    const rest = message === 'shell' ? textAfterArray(instruction) : undefined;
    if (rest) context.report({ at: rest, message: 'text-after' });
    // An open quote: where the item ends is not certain.
    else if (isMeantAsArray(bodyText)) context.report({ at: body, message });
    return;
  }
  const newText = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  // A list of paths may have a meaning as it is. SHELL is rejected, and a command named `[node,` does not exist.
  const isUseless = message === 'rejected' || (message === 'shell' && isNoCommand(instruction, context));
  const level = isUseless && words.length > 0 && !/[\\`$]/.test(bodyText) ? ('safe' as const) : ('suggestion' as const);
  const fixes = comments.length > 0 ? [] : [{ title: 'convert' as const, level, edits: [{ ...body, newText }] }];
  context.report({ at: body, message, fixes });
}

/**
 * Whether a POSIX shell looks for a command that begins with the bracket: `[node,`. `[ 'a', 'b' ]` is a test, and `[abc]` a pattern, which may match a
 * file with one letter.
 */
function isNoCommand(instruction: Instruction, { model }: RuleContext<MessageId>): boolean {
  const [first = ''] = instruction.bodyText.trim().split(/\s/);
  const dialect = model.scriptOf(instruction)?.dialect;
  return (dialect === 'sh' || dialect === 'bash') && /^\[[^\]]{2,}$/.test(first);
}

/** The items of a valid JSON array with other items than strings: `["sleep", 10]`. BuildKit rejects it instead of reading it as text. */
function arrayOfOthers(text: string): readonly unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.some((item) => typeof item !== 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `SHELL /bin/bash -c`, although SHELL requires an array. */
function plainWords(text: string): readonly string[] | undefined {
  return /^[\w./\\:-]+(?:\s+[\w./\\:-]+)*$/.test(text) ? text.split(/\s+/) : undefined;
}

const string = /"(?:[^"\\]|\\.)*"/.source;
/** A valid array of strings. An array with a single string must not contain spaces, to tell it from a shell test: `[ "$A" ] && b`. */
const validArray = new RegExp(`^\\[(?:\\s*${string}(?:\\s*,\\s*${string})+\\s*|${string})\\](?=\\s)`);

/** The text after a valid array: `["a"] b`. A comment is reported by another rule. */
function textAfterArray({ body, source: text, start: offset }: Instruction): Span | undefined {
  const source = text.slice(body.start - offset, body.end - offset);
  const array = validArray.exec(source)?.[0];
  if (array === undefined) return undefined;
  const start = body.start + array.length + /^\s*/.exec(source.slice(array.length))![0].length;
  return text[start - offset] === '#' ? undefined : { start, end: body.end };
}
