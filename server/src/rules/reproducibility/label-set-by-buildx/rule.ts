import { buildxGitLabels } from '../../../knowledge/labels.ts';
import { withoutWords } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'label-set-by-buildx',
  category: 'reproducibility',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/labels/no-buildx-git-overlap'],
  checks: [229],
  summary: 'A label repeats what Buildx reads from the Git checkout.',
  messages: {
    overlap: 'With BUILDX_GIT_LABELS=full, Buildx sets "{key}" from the Git checkout, which is never out of date and replaces this value.',
    remove: 'Remove the label',
  },
  on: {
    LABEL(instruction, context) {
      for (const [i, { name: key, nameSpan }] of instruction.pairs.entries()) {
        if (!buildxGitLabels.has(key)) continue;
        const all = context.stageOf(instruction)?.instructions ?? [];
        const removal = withoutWords(instruction, instruction.pairs, [i], { all, text: context.text });
        context.report({
          at: { start: nameSpan.start, end: nameSpan.end },
          message: 'overlap',
          data: { key },
          fixes:
            removal && instruction.pairs.every(({ value }) => value !== undefined)
              ? [{ title: 'remove', edits: removal.edits, level: 'suggestion' }]
              : [],
        });
      }
    },
  },
});
