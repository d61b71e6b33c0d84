import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'latest-tag',
  category: 'reproducibility',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  checks: [64],
  summary: 'The latest tag changes with every release.',
  messages: {
    latest: '"{image}" changes with every release, so a build that works today may fail tomorrow. Use a specific tag.',
  },
  withinStage: true,
  on: {
    imageSource({ stage, image, text }, _, context) {
      if (stage || image?.tag !== 'latest' || !image.tagSpan || image.digest) return;
      context.report({ at: image.tagSpan, message: 'latest', data: { image: text } });
    },
  },
});
