import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'redirect-order',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC2069'],
  checks: [],
  summary: 'Errors are not redirected to the file, because 2>&1 comes first.',
  messages: {
    order: 'Errors still go to the log: 2>&1 before ">" means where the output went until then. Put 2>&1 last.',
    swap: 'Put 2>&1 last',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || !instruction.source.includes('2>&1')) return;
      for (const { redirects, containers } of script.commands) {
        const [errors, output, ...others] = redirects;
        // In a pipe or a substitution, the errors go there, and the output elsewhere: written on purpose.
        if (containers.includes('pipeline') || containers.includes('substitution') || others.length > 0 || !errors || !output) continue;
        const isErrors = errors.operator === '>&' && errors.fd === 2 && errors.target?.value === '1';
        if (!isErrors || !/^>>?$/.test(output.operator) || (output.fd ?? 1) !== 1 || !output.target) continue;
        const text = instruction.source.slice(output.start - instruction.start, output.end - instruction.start);
        const edits = [
          { start: errors.start, end: errors.end, newText: text },
          { start: output.start, end: output.end, newText: '2>&1' },
        ];
        context.report({
          at: { start: errors.start, end: output.end },
          message: 'order',
          fixes: [{ title: 'swap', level: 'suggestion', edits }],
        });
      }
    },
  },
});
