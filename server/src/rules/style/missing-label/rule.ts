import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule<'missing', { readonly labels: Readonly<Record<string, unknown>> }>({
  id: 'missing-label',
  category: 'style',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3049', 'S7028'],
  checks: [219],
  summary: 'The image has not all the labels that the settings require.',
  messages: { missing: 'The image needs these labels, which this stage does not set: {labels}.' },
  options: { labels: {} },
  optionTexts: {
    labels:
      'The labels that the image must have, with the types of their values: `{ "com.example.team": "text" }`. Without any, nothing is reported.',
  },
  withinStage: true,
  on: {
    stage(stage, { options, model, report }) {
      const keys = Object.keys(options.labels);
      if (keys.length === 0 || !stage.isFinal) return;
      const { labels } = model.configOf(stage);
      const missing = keys.filter((key) => !labels.has(key));
      if (missing.length > 0) report({ at: stage.from.keywordSpan, message: 'missing', data: { labels: missing.join(', ') } });
    },
  },
});
