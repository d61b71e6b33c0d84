import { mountField } from '../../../facts/mounts.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'readable-secret-mount',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S6469'],
  checks: [54],
  summary: 'A mounted secret can be read by every user of the build step.',
  messages: {
    readable: 'Every user can read this {type}: mode={mode} gives rights to others. Use mode={fixed}, and uid= for a user that needs it.',
    change: 'Change to mode={fixed}',
  },
  onbuild: true,
  on: {
    mount(mount, _, { report }) {
      const type = mount.type?.type;
      if (type !== 'secret' && type !== 'ssh') return;
      const field = mountField(mount, 'mode');
      if (!field?.valueSpan || !/^0?[0-7]{3}$/.test(field.value ?? '')) return;
      const mode = field.value!;
      if (mode.endsWith('0')) return;
      const fixed = `${mode.slice(0, -1)}0`;
      report({
        at: { start: field.start, end: field.end },
        message: 'readable',
        data: { type: type === 'ssh' ? 'SSH agent' : 'secret', mode, fixed },
        fixes: [{ title: 'change', data: { fixed }, level: 'suggestion', edits: [{ ...field.valueSpan, newText: fixed }] }],
      });
    },
  },
});
