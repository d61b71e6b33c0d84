import { defineRule } from '../../../linter/rule.ts';
import { optionOf } from '../../../shell/tools/options.ts';

/** SSL 2 and 3, TLS 1.0 and 1.1: RFC 6176, RFC 7568, RFC 8996. */
const weakOptions = ['-2', '-3', '--sslv2', '--sslv3', '--tlsv1.0', '--tlsv1.1'] as const;
const weakValue = /^(?:SSLv[23]|TLSv1(?:_[01])?|1\.[01])$/i;

export const rule = defineRule({
  id: 'weak-tls-version',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S4423'],
  checks: [163],
  summary: 'An option lets a download use a version of TLS that is broken.',
  messages: {
    weak: '"{option}" lets {tool} use a version of TLS that can be broken. Require at least TLS 1.2.',
    replace: 'Replace with {option}',
  },
  onbuild: true,
  on: {
    command({ download }, _instruction, { report }) {
      if (!download) return;
      const { args, tool } = download;
      const option =
        tool === 'curl' ? (optionOf(args, ...weakOptions) ?? optionOf(args, '--tls-max')) : optionOf(args, '--secure-protocol');
      if (!option || (option.value !== undefined && !weakValue.test(option.value))) return;
      const isAlone = option.word.value === option.name && option.valueWord === undefined;
      const at = { start: option.word.start, end: (option.valueWord ?? option.word).end };
      const written = option.value === undefined ? option.name : `${option.name} ${option.value}`;
      report({
        at,
        message: 'weak',
        data: { option: written, tool },
        fixes:
          isAlone && tool === 'curl'
            ? [{ title: 'replace', data: { option: '--tlsv1.2' }, level: 'suggestion', edits: [{ ...at, newText: '--tlsv1.2' }] }]
            : [],
      });
    },
  },
});
