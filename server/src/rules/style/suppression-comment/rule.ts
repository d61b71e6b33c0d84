import { lintedDockerfile } from '../../../linter/linted-text.ts';
import { readSuppressions } from '../../../linter/suppressions.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'suppression-comment',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DL1001'],
  checks: [36],
  summary: 'A comment turns off checks.',
  messages: {
    used: 'This comment turns off {ids}. Fix the cause, or turn the rule off in the settings of the project, where everyone sees it.',
  },
  on: {
    file({ model, report }) {
      for (const { ids, start, end } of readSuppressions(lintedDockerfile(model.tree))) {
        report({ at: { start, end }, message: 'used', data: { ids: ids.join(', ') } });
      }
    },
  },
});
