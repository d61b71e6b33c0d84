import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';
import { hasOption, optionOf, parseArguments } from '../../../shell/tools/options.ts';

/** Bytes of an entry of /var/log/lastlog: `struct lastlog` of glibc on 64-bit Linux. */
const entryBytes = 292;
const smallestId = 100_000;

export const rule = defineRule({
  id: 'huge-login-log',
  category: 'size',
  severity: 'warning',
  fix: 'safe',
  mayChange: '-l is added to useradd, so that the user is not in the log of logins',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['DL3046'],
  checks: [169],
  summary: 'useradd with a high user ID creates a login log of many megabytes.',
  messages: {
    huge: 'For the user ID {id}, useradd makes /var/log/lastlog {size} MB long, most of it empty, which the layer stores. Add -l.',
    'no-log': 'Add -l',
  },
  onbuild: true,
  on: {
    command(command, instruction, { report }) {
      if (command.program !== 'useradd' || command.account?.kind !== 'user') return;
      const { args, inner } = command;
      const parsed = parseArguments(args, { valued: ['-u', '--uid'], combined: true });
      if (hasOption(parsed, '-l', '--no-log-init')) return;
      const option = optionOf(parsed, '-u', '--uid');
      const value = option?.valueWord ? command.valueOfWord(option.valueWord) : option?.word.literal ? option.value : undefined;
      const id = value !== undefined && /^\d+$/.test(value) ? Number(value) : 0;
      if (id < smallestId) return;
      const at = inner.nameWord!;
      report({
        at: option!.valueWord ?? option!.word,
        message: 'huge',
        data: { id, size: Math.round((id * entryBytes) / 1e6) },
        fixes: [{ title: 'no-log', level: fixLevelIn(instruction), edits: [{ start: at.end, end: at.end, newText: ' -l' }] }],
      });
    },
  },
});
