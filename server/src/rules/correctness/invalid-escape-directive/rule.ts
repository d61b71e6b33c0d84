import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'invalid-escape-directive',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the escape directive has the character with which the lines of the file continue',
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
        const rest = context.text.slice(end);
        // A backslash is the default, so that the author probably means the backtick, unless lines are continued with backslashes.
        if (/\\[ \t]*\r?\n/.test(rest)) return [];
        // Without a backslash in the file, nothing changes but what the backtick escapes.
        const level = !rest.includes('\\') && !/`(?!\r?\n[ \t]+[^\s#])/.test(rest) ? 'safe' : 'suggestion';
        return [{ title: 'use', level, edits: [{ start, end, newText: '`' }] }];
      });
    },
  },
});

/** The escape character in a value such as `"\"` or `\\\\`. Undefined if the value contains anything else. */
function quotedOrRepeated(value: string): string | undefined {
  const [, , written = ''] = /^(["']?)(\\+|`+)\1$/.exec(value) ?? [];
  return written[0];
}
