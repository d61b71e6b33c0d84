import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'gpg-without-batch',
  category: 'correctness',
  severity: 'hint',
  fix: 'safe',
  mayChange: '--batch is added to gpg',
  since: '0.1.0',
  preset: 'strict',
  aliases: [],
  checks: [174],
  summary: 'gpg is made for a person at a terminal, unless it has --batch.',
  messages: {
    interactive: 'Without --batch, gpg expects a person: it may ask, and some errors do not stop the build. Add --batch.',
    'add-batch': 'Add --batch',
  },
  onbuild: true,
  on: {
    command({ program, inner, args }, instruction, { report }) {
      if (program !== 'gpg' && program !== 'gpg2') return;
      const values = args.map(({ value }) => value);
      if (values.some((value) => /^--(?:batch|no-tty|pinentry-mode)/.test(value)) || !values.some((value) => commands.test(value))) return;
      const at = inner.nameWord!;
      report({
        at,
        message: 'interactive',
        fixes: [{ title: 'add-batch', level: fixLevelIn(instruction), edits: [{ start: at.end, end: at.end, newText: ' --batch' }] }],
      });
    },
  },
});

/** Commands that read keys or files. Others ask by design (`--edit-key`, `--gen-key`), or only print. */
const commands = /^--(?:recv-keys?|receive-keys|import|verify|dearmor|refresh-keys|decrypt)$/;
