import type { Span } from '../../../base/span.ts';
import { shellProgramOf } from '../../../facts/commands/shell-program.ts';
import { isMeantAsArray } from '../../../syntax/json-like-array.ts';
import { defineRule } from '../../../linter/rule.ts';
import { missingSpaces } from '../../../shell/missing-spaces.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'quote' | 'substitution' | 'unclosed' | 'unexpected' | 'missing' | 'other';

export const rule = defineRule<Messages>({
  id: 'shell-syntax-error',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC1009', 'SC1010', 'SC1045', 'SC1046', 'SC1047', 'SC1056', 'SC1058', 'SC1061', 'SC1062', 'SC1065', 'SC1070', 'SC1072', 'SC1073', 'SC1078', 'SC1079', 'SC1081', 'SC1088', 'SC1089', 'SC1098'], // prettier-ignore
  checks: [],
  summary: 'The shell cannot read the script of a RUN, so the build stops.',
  messages: {
    quote: 'This quote is not closed, so the shell rejects the script and the build stops.',
    substitution: 'This substitution is not closed, so the shell rejects the script and the build stops.',
    unclosed:
      '"{opener}" is not closed with "{word}", so the shell rejects the script. A word such as "done" needs ";" or a new line before it.',
    unexpected: 'The shell does not expect "{token}" here, so it rejects the script and the build stops.',
    missing: 'A command is missing after "{token}", so the shell rejects the script and the build stops.',
    other: 'The shell rejects the script here, and the build stops.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const [error] = script?.errors ?? [];
      // Another rule says that this is a broken array.
      if (!script || !error || script.opaque || isMeantAsArray(instruction.bodyText)) return;
      // A template, in which another program replaces `{{ }}` before the build.
      if (/\{\{|<%|\{%/.test(instruction.source)) return;
      // Another rule says which space is missing.
      if (missingSpaces(script, context.text).length > 0) return;
      if (script.dialect === 'bash' && shellProgramOf(instruction, context.model) !== 'bash') return;
      const reading = readError(error.text);
      context.report({ at: placeOf(error, reading, instruction, script), ...reading });
    },
  },
});

interface Reading {
  readonly message: Messages;
  readonly data?: Readonly<Record<string, string>>;
}

/** What to mark: the word that opens what is not closed, the unexpected word, or the last character of a script that ends too early. */
function placeOf({ start }: Span, { message, data }: Reading, instruction: Instruction, { pieces }: ShellScript): Span {
  const text = (from: number): string => instruction.source.slice(from - instruction.start);
  const last = pieces.at(-1);
  const opener = data?.opener;
  if (message === 'unclosed' && opener !== undefined && last && text(last.start).startsWith(opener)) {
    return { start: last.start, end: last.start + opener.length };
  }
  const token = data?.token ?? '';
  if (token !== '' && text(start).startsWith(token)) return { start, end: start + token.length };
  const end = instruction.start + instruction.source.slice(0, start + 1 - instruction.start).trimEnd().length;
  const before = instruction.source.slice(0, end - instruction.start);
  return { start: end - (token !== '' && before.endsWith(token) ? token.length : 1), end };
}

/** The message for an error of the parser. */
function readError(text: string): Reading {
  if (/^unterminated .*quote/.test(text)) return { message: 'quote' };
  if (text.startsWith('unterminated')) return { message: 'substitution' };
  const [, word, opener] = /^expected '(.+)' to close '?(.+?)'?$/.exec(text) ?? [];
  if (word !== undefined && opener !== undefined) return { message: 'unclosed', data: { word, opener: openers[opener] ?? opener } };
  const token = /^unexpected token '(.+)'$/s.exec(text)?.[1];
  if (token !== undefined && token !== 'newline') return { message: 'unexpected', data: { token } };
  const after = /^expected (?:command|word) after '(.+)'$/.exec(text)?.[1];
  return after === undefined ? { message: 'other' } : { message: 'missing', data: { token: after } };
}

/** The names of the parser for what is opened with one character. */
const openers: Readonly<Record<string, string>> = { subshell: '(', 'brace group': '{', 'test group': '(' };
