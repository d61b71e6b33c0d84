import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { wordsMeantAsArray } from '../../../syntax/json-like-array.ts';

type MessageId = 'shell' | 'paths' | 'refused' | 'behind' | 'write';

const advice = 'Use double quotes, commas, and \\\\ for a backslash.';

/** What Docker does with the text that is no array. */
const fates: Readonly<Record<string, MessageId>> = {
  RUN: 'shell', CMD: 'shell', ENTRYPOINT: 'shell', COPY: 'paths', ADD: 'paths', VOLUME: 'paths', SHELL: 'refused',
}; // prettier-ignore

export const rule = defineRule<MessageId>({
  id: 'broken-json-array',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'An invalid JSON array: Docker reads the brackets and quotes as text.',
  messages: {
    shell: `Invalid JSON array: Docker runs the whole line in a shell, including the brackets. ${advice}`,
    paths: `Invalid JSON array: Docker reads it as paths, including the brackets. ${advice}`,
    refused: `Invalid JSON array: SHELL requires one, so the build fails. ${advice}`,
    behind: 'Text after the JSON array makes it invalid: Docker runs the whole line in a shell, including the brackets. Remove the text.',
    write: 'Convert to a valid JSON array',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      check(instruction.keyword === 'HEALTHCHECK' && instruction.trigger ? instruction.trigger : instruction, context);
    },
  },
});

function check({ keyword, json, body, bodyText, comments, heredocs }: Instruction, context: RuleContext<MessageId>): void {
  const message = Object.hasOwn(fates, keyword) ? fates[keyword] : undefined;
  if (!message || json || heredocs.length > 0) return;
  const words = wordsMeantAsArray(bodyText) ?? (message === 'refused' ? plainWords(bodyText) : undefined);
  if (!words) {
    const rest = message === 'shell' ? behindArray(body, context.text) : undefined;
    if (rest) context.report({ at: rest, message: 'behind' });
    return;
  }
  const newText = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  const fixes = comments.length > 0 ? [] : [{ title: 'write' as const, level: 'suggestion' as const, edits: [{ ...body, newText }] }];
  context.report({ at: body, message, fixes });
}

/** `SHELL /bin/bash -c`, which takes an array and nothing else. */
function plainWords(text: string): readonly string[] | undefined {
  return /^[\w./\\:-]+(?:\s+[\w./\\:-]+)*$/.test(text) ? text.split(/\s+/) : undefined;
}

const string = /"(?:[^"\\]|\\.)*"/.source;
/** Valid arrays of words. One word between brackets and blanks is none of a shell's tests only where no blank parts them: `[ "$A" ] && b`. */
const validArray = new RegExp(`^\\[(?:\\s*${string}(?:\\s*,\\s*${string})+\\s*|${string})\\](?=\\s)`);

/** What follows a valid array of words: `["a"] b`. A comment is another finding. */
function behindArray(body: Span, text: string): Span | undefined {
  const source = text.slice(body.start, body.end);
  const array = validArray.exec(source)?.[0];
  if (array === undefined) return undefined;
  const start = body.start + array.length + /^\s*/.exec(source.slice(array.length))![0].length;
  return text[start] === '#' ? undefined : { start, end: body.end };
}
