import { isClosedKeyServer } from '../../../knowledge/addresses.ts';
import { mayFail } from '../../../facts/commands/failure.ts';
import { defineRule } from '../../../linter/rule.ts';

const replacement = 'keyserver.ubuntu.com';

export const rule = defineRule({
  id: 'closed-key-server',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: [],
  checks: [],
  summary: 'A key is fetched from a key server that no longer exists.',
  messages: {
    closed: '"{server}" was shut down, so no key can be fetched from it. Use {other} or keys.openpgp.org.',
    replace: 'Replace with {server}',
  },
  onbuild: true,
  on: {
    command(command, instruction, { report }) {
      if (!/keyserver|sks/.test(instruction.source)) return;
      const word = command.args.find(({ value }) => isClosedKeyServer(value.replace(/^--keyserver=/, '')));
      // One of several servers that are tried in turn.
      if (!word?.literal || mayFail(command)) return;
      const [, before = '', server = ''] = /^(--keyserver=)?(?:[a-z]+:\/\/)?([\w.-]+)/.exec(word.value) ?? [];
      const at = word.raw.indexOf(server);
      if (server === '' || at < before.length) return;
      const span = { start: word.start + at, end: word.start + at + server.length };
      report({
        at: span,
        message: 'closed',
        data: { server, other: replacement },
        fixes: [{ title: 'replace', data: { server: replacement }, level: 'suggestion', edits: [{ ...span, newText: replacement }] }],
      });
    },
  },
});
