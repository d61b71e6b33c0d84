import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'onbuild-instruction',
  category: 'reproducibility',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DD042'],
  checks: [34],
  summary: 'ONBUILD runs in the builds of other images.',
  messages: {
    used: 'ONBUILD runs in every image that is built on this one, where nobody sees it. A multi-stage build or a build argument is clearer.',
  },
  on: {
    ONBUILD({ keywordSpan, trigger }, { report }) {
      if (trigger) report({ at: keywordSpan, message: 'used' });
    },
  },
});
