import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { wordsMeantAsArray } from '../../../syntax/json-like-array.ts';

type MessageId = 'shell' | 'paths' | 'refused' | 'behind' | 'write';

const wants = 'JSON takes double quotes, one comma between two words, and every backslash twice.';

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
  summary: 'What looks like a JSON array is none, and Docker takes its brackets and quotes as words.',
  messages: {
    shell: `This is no valid JSON array, so Docker hands the whole line to a shell, brackets and all. ${wants}`,
    paths: `This is no valid JSON array, so Docker takes it as paths, brackets and all. ${wants}`,
    refused: `SHELL takes a valid JSON array and nothing else, so the build stops here. ${wants}`,
    behind:
      'Nothing may stand behind the JSON array. With these words it is none, and Docker hands the whole line to a shell, brackets and all.',
    write: 'Write a valid JSON array',
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
