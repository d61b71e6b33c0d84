import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'invalid-escape-directive',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'quotes around the escape character, or a repeated escape character, are removed',
  since: '0.1.0',
  aliases: ['INVALID_ESCAPE_DIRECTIVE'],
  checks: [26],
  summary: 'The escape directive has an invalid value.',
  messages: {
    value: 'Invalid escape character "{value}", so the build fails. Use \\ or `.',
    use: 'Replace with a backtick',
    write: 'Replace with {character}',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('invalid-escape-directive', context, ({ start, end, data }) => {
        const character = quotedOrRepeated(String(data.value));
        if (character) return [{ title: 'write', data: { character }, level: 'safe', edits: [{ start, end, newText: character }] }];
        // A backslash is the default, so that the author probably means the backtick, unless lines are continued with backslashes.
        if (/\\[ \t]*\r?\n/.test(context.text)) return [];
        return [{ title: 'use', level: 'suggestion', edits: [{ start, end, newText: '`' }] }];
      });
    },
  },
});

/** The escape character in a value such as `"\"` or `\\\\`. Undefined if the value contains anything else. */
function quotedOrRepeated(value: string): string | undefined {
  const [, , written = ''] = /^(["']?)(\\+|`+)\1$/.exec(value) ?? [];
  return written[0];
}
