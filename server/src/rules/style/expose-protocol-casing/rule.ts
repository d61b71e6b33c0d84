import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'expose-protocol-casing',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the letter case of the protocol of a port',
  since: '0.1.0',
  aliases: ['ExposeProtoCasing'],
  checks: [200],
  summary: 'The protocol in EXPOSE has upper case letters.',
  messages: {
    upper: 'Docker warns in every build: the protocol "{protocol}" should be in lower case.',
    change: 'Change to {protocol}',
  },
  onbuild: true,
  on: {
    EXPOSE({ words }, { report }) {
      for (const { text, start, end } of words) {
        const [, protocol] = /^[^/#$]*\/(tcp|udp|sctp)$/i.exec(text) ?? [];
        if (protocol === undefined || protocol === protocol.toLowerCase()) continue;
        const lower = protocol.toLowerCase();
        const at = { start: end - protocol.length, end };
        report({
          at,
          message: 'upper',
          data: { protocol },
          fixes:
            end - start === text.length
              ? [{ title: 'change', data: { protocol: lower }, level: 'safe', edits: [{ ...at, newText: lower }] }]
              : [],
        });
      }
    },
  },
});
