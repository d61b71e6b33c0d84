import { removePair } from '../../../linter/edits/remove-pair.ts';
import { defineRule } from '../../../linter/rule.ts';

const names: ReadonlySet<string> = new Set(['NVIDIA_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES']);

export const rule = defineRule({
  id: 'fixed-gpu-devices',
  category: 'runtime',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['no-hardcoded-visible-devices'],
  checks: [253],
  summary: 'ENV selects particular GPUs, which other hosts number differently or do not have.',
  messages: {
    found: '{name} selects GPUs of one host. On another one they have other numbers or do not exist. Set it with docker run --gpus.',
    remove: 'Remove {name}',
  },
  on: {
    ENV(instruction, context) {
      for (const pair of instruction.pairs) {
        if (!names.has(pair.name) || !/^["']?(?:\d+(?:,\d+)*|(?:GPU|MIG)-[\w,-]+)["']?$/.test(pair.value?.trim() ?? '')) continue;
        const data = { name: pair.name };
        const edit = removePair(context.text, instruction, pair);
        context.report({
          at: pair,
          message: 'found',
          data,
          fixes: edit ? [{ title: 'remove', data, level: 'suggestion', edits: [edit] }] : [],
        });
      }
    },
  },
});
