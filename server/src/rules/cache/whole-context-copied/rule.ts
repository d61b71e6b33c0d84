import { contextPath } from '../../../base/paths.ts';
import { span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'whole-context-copied',
  category: 'cache',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['S6470'],
  checks: [103],
  summary: 'COPY copies the whole build context.',
  messages: {
    whole:
      'This copies everything that .dockerignore does not exclude, also files that are added later. Name the files and folders to copy.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    copySource({ kind, value, start, end }, _instruction, { report }) {
      if (value === undefined || (kind !== 'path' && kind !== 'glob')) return;
      const path = contextPath(value);
      if (path === '' || path === '*' || path === '**') report({ at: span(start, end), message: 'whole' });
    },
  },
});
