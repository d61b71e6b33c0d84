import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'folder' | 'user' | 'variable' | 'replace';

export const rule = defineRule<MessageId>({
  id: 'json-array-as-text',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'WORKDIR, USER or ARG has a JSON array, which Docker reads as text.',
  messages: {
    folder: 'WORKDIR takes a path, not a JSON array: the folder is named "{text}", with the brackets.',
    user: 'USER takes a name or ID, not a JSON array: Docker looks for the user "{text}", with the brackets.',
    variable: 'ARG takes names, not a JSON array: the brackets are part of the names in "{text}".',
    replace: 'Replace with "{instead}"',
  },
  onbuild: true,
  on: {
    WORKDIR(instruction, context) {
      check(instruction, 'folder', context);
    },
    USER(instruction, context) {
      check(instruction, 'user', context);
    },
    ARG(instruction, context) {
      check(instruction, 'variable', context);
    },
  },
});

function check({ body, bodyText }: Instruction, message: Exclude<MessageId, 'replace'>, context: RuleContext<MessageId>): void {
  const [instead, ...more] = readJsonLikeArray(bodyText) ?? [];
  if (instead === undefined) return;
  const at = { start: body.start, end: body.end };
  const isPlain = more.length === 0 && /^[^\s"'\\`]+$/.test(instead);
  context.report({
    at,
    message,
    // Docker removes the double quotes.
    data: { text: bodyText.replaceAll(/["']/g, '') },
    fixes: isPlain ? [{ title: 'replace', data: { instead }, level: 'suggestion', edits: [{ ...at, newText: instead }] }] : [],
  });
}
