import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'useless-in-build',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DL3001'],
  checks: [150],
  summary: 'A command has no use in a build: an editor, a monitor, or a service that ends with the RUN.',
  messages: {
    interactive: '{program} is for a person at a terminal. A build has none.',
    state: '{program} is about the processes and devices of a running machine. They are gone when this RUN ends.',
    service: 'The service ends with this RUN: only files are kept. Start it in the container instead.',
  },
  on: {
    command({ program, command, inner, script, args }, _instruction, { report }) {
      if (program === undefined || command.containers.some((container) => container !== 'group' && container !== 'subshell')) return;
      const at = inner.nameWord!;
      if (hasRole(program, 'interactiveProgram')) report({ at, message: 'interactive', data: { program } });
      else if (script.commands.length === 1 && hasRole(program, 'machineState') && args.every(({ value }) => value !== '--version'))
        report({ at, message: 'state', data: { program } });
      else if (
        (program === 'service' || program === 'systemctl') &&
        script.commands.at(-1) === command &&
        args.some(({ value }) => /^(?:re)?start$/.test(value))
      )
        report({ at: inner, message: 'service' });
    },
  },
});
