import { secretKinds, secretsIn } from '../../../facts/secrets.ts';
import type { SecretShape } from '../../../facts/secrets.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = SecretShape | `comment-${SecretShape}`;

export const rule = defineRule<Messages>({
  id: 'hard-coded-secret',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/secrets-in-code', 'S6437', 'DD058'],
  checks: [90],
  summary: 'A token, key or password is written in an instruction or a comment.',
  messages: messagesOf(),
  on: {
    instruction({ keyword, source, start }, { report }) {
      // secret-in-env-or-arg reports these, with the values of variables.
      if (keyword === 'ENV' || keyword === 'ARG') return;
      for (const { kind, index, length } of secretsIn(source)) {
        report({ at: { start: start + index, end: start + index + length }, message: kind });
      }
    },
    file({ model, text, report }) {
      for (const { start, end } of model.tree.comments) {
        for (const { kind, index, length } of secretsIn(text.slice(start, end))) {
          report({ at: { start: start + index, end: start + index + length }, message: `comment-${kind}` });
        }
      }
    },
  },
});

function messagesOf(): Record<Messages, string> {
  const texts = Object.entries(secretKinds).flatMap(([kind, what]) => [
    [kind, `This looks like ${what}, and anyone with the image can read it. Revoke it, and use RUN --mount=type=secret.`],
    [`comment-${kind}`, `This looks like ${what}, and anyone with the file can read it. Revoke it.`],
  ]);
  return Object.fromEntries(texts) as Record<Messages, string>;
}
