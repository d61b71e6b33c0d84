import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'sh-linked-to-bash',
  category: 'style',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DL4005'],
  checks: [171],
  summary: '/bin/sh is replaced by another shell, instead of choosing the shell with SHELL.',
  messages: {
    replaced: 'This replaces /bin/sh for every script and package in the image. SHELL chooses the shell of the RUN instructions only.',
    'use-shell': 'Replace with SHELL',
  },
  on: {
    command({ link, inner, command, script }, instruction, { report }) {
      const target = link?.targets[0];
      if (!target || !link?.link || !/^(?:\/usr)?\/bin\/sh$/.test(link.link.value)) return;
      const shell = baseName(target.value);
      if (!hasRole(shell, 'bashLanguage')) return;
      // The whole instruction does nothing else, apart from the removal of the old link.
      const isAlone = script.commands.every(
        (one) => one === command || (one.name === 'rm' && one.args.every(({ value }) => /^-|\/bin\/sh$/.test(value))),
      );
      const isPlain = instruction.flags.length + instruction.heredocs.length + instruction.comments.length + script.comments.length === 0;
      const newText = `SHELL ["/bin/${shell}", "-c"]`;
      report({
        at: inner,
        message: 'replaced',
        fixes:
          isAlone && isPlain
            ? [{ title: 'use-shell', level: 'suggestion', edits: [{ start: instruction.start, end: instruction.end, newText }] }]
            : [],
      });
    },
  },
});
