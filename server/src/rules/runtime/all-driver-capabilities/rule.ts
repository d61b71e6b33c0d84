import { defineRule } from '../../../linter/rule.ts';

const minimal = 'compute,utility';

export const rule = defineRule({
  id: 'all-driver-capabilities',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['prefer-minimal-driver-capabilities'],
  checks: [255],
  summary: 'The container gets all parts of the NVIDIA driver, also graphics and video.',
  messages: {
    found: 'The container gets all parts of the driver: graphics, display, video. For CUDA programs, "{minimal}" is enough.',
    replace: 'Use {minimal}',
  },
  on: {
    ENV(instruction, context) {
      for (const { name, value, valueSpan } of instruction.pairs) {
        if (name !== 'NVIDIA_DRIVER_CAPABILITIES' || !valueSpan || !/^["']?all["']?$/.test(value?.trim() ?? '')) continue;
        const data = { minimal };
        const edits = [{ start: valueSpan.start, end: valueSpan.end, newText: minimal }];
        context.report({ at: valueSpan, message: 'found', data, fixes: [{ title: 'replace', data, level: 'suggestion', edits }] });
      }
    },
  },
});
