import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unexpected-argument',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'text after HEALTHCHECK NONE, with which the build fails, is removed',
  since: '0.1.0',
  aliases: ['ARGUMENT_UNNECESSARY'],
  checks: [6, 12],
  summary: 'HEALTHCHECK NONE is followed by more text.',
  messages: {
    none: 'HEALTHCHECK NONE takes no arguments, so the build fails. It turns off the health check of the base image.',
    remove: 'Remove "{text}"',
  },
  onbuild: true,
  on: {
    HEALTHCHECK({ words, body, comments }, context) {
      const [none, next] = words;
      if (!none || !next || none.text.toUpperCase() !== 'NONE' || next.text.startsWith('#')) return;
      const text = context.text.slice(next.start, body.end);
      // A command after NONE may be meant to run. Anything else can only be left over.
      const isLeftOver = words.slice(1).every((word) => !/^(?:cmd|\[.+)$/i.test(word.text));
      context.report({
        at: { start: next.start, end: body.end },
        message: 'none',
        fixes: [
          {
            title: 'remove',
            data: { text: text.length > 40 ? `${text.slice(0, 37)}...` : text },
            level: isLeftOver && comments.length === 0 ? 'safe' : 'suggestion',
            edits: [{ start: none.end, end: body.end, newText: '' }],
          },
        ],
      });
    },
  },
});
