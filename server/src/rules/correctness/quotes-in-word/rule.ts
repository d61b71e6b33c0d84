import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'quotes-in-word',
  category: 'correctness',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2026', 'SC2140'],
  checks: [],
  summary: 'Quotes inside quoted text end it, so that they are missing in the result.',
  messages: {
    ends: 'This quote ends the text, so "{inner}" is not in quotes in the result. Escape the inner quotes, or use the other kind.',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0) return;
      for (const { name, args } of script.commands) {
        if (name !== 'echo' && name !== 'printf') continue;
        for (const word of args) {
          // "a "b" c": two quoted parts with plain text between them, where the first ends with a sign that a value follows.
          const [, before = '', inner] =
            /^("(?:\\.|[^"\\$`])*[=:([,{ ]")([\w./-]+)"(?:\\.|[^"\\])*"$/s.exec(word.raw) ??
            /^('[^']*[=:([,{ ]')([\w./-]+)'[^']*'$/s.exec(word.raw) ??
            [];
          if (inner === undefined) continue;
          const start = word.start + before.length;
          context.report({ at: { start: start - 1, end: start + inner.length + 1 }, message: 'ends', data: { inner } });
        }
      }
    },
  },
});
